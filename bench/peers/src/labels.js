// What the peers say of themselves, in English: the same words as Dateline's.

export const LABELS = {
  published: "Published",
  updated: "Updated",
  country: "Country:",
  countries: "Countries:",
  topics: "Topics:",
  correction: "Correction",
  share: "Share",
  copyLink: "Copy link",
  copied: "Copied",
  shareWith: "Share with …",
  print: "Print",
  embed: "Embed this story",
  copyCode: "Copy code",
  skip: "Skip the lists of other stories",
  trending: "Trending",
  opinions: "Opinion / Blog / Interview",
  opinion: "Opinion",
  blog: "Blog",
  interview: "Interview",
  videos: "Videos",
  latest: "Latest news",
  connect: "Connect with us",
  feedback: "Give feedback",
  newsletter: "Newsletter",
  emailAddress: "Email address",
  leaveEmpty: "Leave this field empty",
  subscribe: "Subscribe",
  sending: "Sending …",
  subscribed: "Thank you. You’re on the list.",
  notSent: "That didn’t work. Please try again.",
  email: "Email:",
  phone: "Phone:",
  loading: "Loading the article …",
  failed: "This article can’t be reached right now.",
};

export const readAt = (name) => `Read this story at ${name}`;
export const imageBy = (name) => `Image: ${name}`;

/** What must be said of a picture that a program made. */
export const DISCLAIMERS = {
  trainedAlgorithmicMedia: "This image was made with AI. It doesn’t show a real event.",
  compositeWithTrainedAlgorithmicMedia: "Parts of this image were made with AI.",
};

/** A network's name, and its sign on a field of 24 by 24. */
export const NETWORKS = {
  linkedin: [
    "LinkedIn",
    "M4 9h4v11H4zM6 3.5a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zM10 9h3.8v1.6c.8-1.2 2-1.9 3.4-1.9 2.9 0 3.8 1.8 3.8 4.7V20h-4v-6c0-1.4-.3-2.2-1.5-2.2S14 12.7 14 14v6h-4z",
  ],
  quora: [
    "Quora",
    "M11.5 3a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zm0 3a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zM12 14h3.6l5 7h-3.7z",
  ],
  youtube: ["YouTube", "M5 5h14q3 0 3 3v8q0 3-3 3H5q-3 0-3-3V8q0-3 3-3zm5 3.5v7l6-3.5z"],
  rss: [
    "RSS",
    "M5 4a15 15 0 0 1 15 15h-3A12 12 0 0 0 5 7zm0 6a9 9 0 0 1 9 9h-3a6 6 0 0 0-6-6zm2 5a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
  ],
};
