// What all apps have in common: the stories that the page gives them, and how they note what they hear.

/** `sources` are for one element in turn, `list` is for one each, `articles` are objects. */
export const { sources, list, articles } = window.press;

/** An event in a word or two. */
export const noted = ({ type, detail }) => `${type.replace("dateline-", "")}: ${detail.headline ?? detail.kind}`;
