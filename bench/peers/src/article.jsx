// The article as components, for Preact and React alike: `hooks` is the one's or the other's.

import { useEffect, useState } from "hooks";

import { LABELS, NETWORKS } from "./labels.js";
import { copy, skip, snippet, subscribe } from "./reader.js";
import { loadStory } from "./story.js";

const SKELETON = ["headline", "headline short", "line", "line short", "hero", "line", "line", "line"];
const SAID = { idle: "", sending: LABELS.sending, sent: LABELS.subscribed, failed: LABELS.notSent };

/** Loads what is at `src` and shows it; `tag` and `script` are for the code that embeds it elsewhere. */
export function Widget({ src, tag, script }) {
  const [{ story, hasFailed }, setState] = useState({});
  useEffect(() => {
    if (!src) return undefined;
    const request = new AbortController();
    loadStory(new URL(src, document.baseURI), request.signal).then(
      (story) => request.signal.aborted || setState({ story }),
      () => request.signal.aborted || setState(({ story }) => ({ story, hasFailed: true })),
    );
    return () => request.abort();
  }, [src]);
  return (
    <div className="dateline" data-theme="auto" data-scheme="reader" dir="ltr">
      {hasFailed ? <Notice /> : story ? <Article story={story} tag={tag} script={script} /> : <Skeleton />}
    </div>
  );
}

const Notice = () => (
  <div part="notice">
    <p role="status">{LABELS.failed}</p>
  </div>
);

const Skeleton = () => (
  <div part="skeleton" role="img" aria-label={LABELS.loading}>
    {SKELETON.map((line, at) => (
      <i key={at} className={line} />
    ))}
  </div>
);

function Article({ story, tag, script }) {
  const { language, direction, publisher, image, tags, body } = story;
  return (
    <>
      <article part="article" data-variant="full" lang={language} dir={direction}>
        <Header story={story} />
        {image && <Hero image={image} />}
        {tags.length > 0 && <Tags groups={tags} />}
        <Body html={body} />
        <Tail story={story} />
        <Share story={story} tag={tag} script={script} />
      </article>
      <Rails story={story} />
      {publisher && <Foot story={story} />}
    </>
  );
}

const Link = ({ url, children, ...rest }) =>
  url ? (
    <a href={url} target="_blank" rel="noopener" {...rest}>
      {children}
    </a>
  ) : (
    <span {...rest}>{children}</span>
  );

const StoryLink = ({ url, headline }) => (
  <Link url={url} part="story">
    <bdi>{headline}</bdi>
  </Link>
);

const Title = ({ children }) => <h3 className="title">{children}</h3>;

const Time = ({ moment: { datetime, text, short, long }, part }) => (
  <time dateTime={datetime} part={part}>
    {text}
    {short && <span aria-hidden="true">{short}</span>}
    {long && <span className="unseen"> ({long})</span>}
  </time>
);

const Picture = ({ image: { src, srcset, alt, width, height }, isHero }) => (
  <span className="picture">
    <img
      fetchPriority={isHero ? "high" : undefined}
      loading={isHero ? undefined : "lazy"}
      sizes={srcset && "(min-width: 46em) 44em, 100vw"}
      srcSet={srcset}
      src={src}
      alt={alt ?? ""}
      width={width}
      height={height}
      part={isHero ? "image" : undefined}
      decoding="async"
    />
  </span>
);

const Links = ({ items, className }) => (
  <ul className={className}>
    {items.map(({ url, label }) => (
      <li key={label}>
        <Link url={url}>{label}</Link>
      </li>
    ))}
  </ul>
);

const Header = ({ story: { url, headline, summary, authors, place, dates } }) => (
  <header>
    <h2 part="headline">
      <Link url={url}>{headline}</Link>
    </h2>
    {summary && <p part="summary">{summary}</p>}
    <div part="byline">
      <p className="names">
        {authors.map(({ url, name }) => (
          <Link key={name} url={url} part="author">
            <bdi>{name}</bdi>
          </Link>
        ))}
        {place && (
          <span part="dateline">
            <bdi>{place}</bdi>
          </span>
        )}
      </p>
      <p className="dates">
        {dates.map((date) => (
          <span key={date.part}>
            <span>{date.label}</span> <Time moment={date} part={date.part} />
          </span>
        ))}
      </p>
    </div>
  </header>
);

const Hero = ({ image }) => (
  <figure className="hero">
    <Picture image={image} isHero />
    <figcaption>
      {image.caption && <span part="caption">{image.caption}</span>}
      {image.credit && (
        <span className="image-credit">
          <span>{image.credit}</span>
        </span>
      )}
      {image.disclaimer && <small part="disclaimer">{image.disclaimer}</small>}
    </figcaption>
  </figure>
);

const Tags = ({ groups }) => (
  <dl part="tags">
    {groups.map(({ label, items }) => (
      <div key={label}>
        <dt>{label}</dt>
        {items.map(({ url, name }) => (
          <dd key={name}>
            <Link url={url} part="tag">
              <bdi>{name}</bdi>
            </Link>
          </dd>
        ))}
      </div>
    ))}
  </dl>
);

const Body = ({ html }) => <div part="body" dangerouslySetInnerHTML={{ __html: html }} />;

const Tail = ({ story: { credits, corrections, url, readAt } }) => (
  <>
    {credits.length > 0 && (
      <div part="credit">
        {credits.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    )}
    {corrections.length > 0 && (
      <div className="corrections" role="note">
        {corrections.map(({ text, moment }) => (
          <p key={text} part="correction">
            <span className="lead">
              <strong>{LABELS.correction}</strong> {moment && <Time moment={moment} />}
            </span>{" "}
            {text}
          </p>
        ))}
      </div>
    )}
    <p className="source">
      <Link url={url} part="source-link">
        {readAt}
      </Link>
    </p>
  </>
);

function Share({ story: { url, src, headline }, tag, script }) {
  const [copied, setCopied] = useState();
  const code = snippet(tag, script, src);
  const copying = async (what, text) => setCopied((await copy(text)) && what);
  const label = (what, words) => (copied === what ? LABELS.copied : words);
  return (
    <div part="share" role="group" aria-label={LABELS.share}>
      <button type="button" onClick={() => copying("link", url)}>
        {label("link", LABELS.copyLink)}
      </button>
      {navigator.share && (
        <button type="button" onClick={() => navigator.share({ url, title: headline })}>
          {LABELS.shareWith}
        </button>
      )}
      <button type="button" onClick={() => print()}>
        {LABELS.print}
      </button>
      <details>
        <summary>{LABELS.embed}</summary>
        <code className="snippet" dir="ltr" tabIndex={0}>
          {code}
        </code>
        <button type="button" onClick={() => copying("code", code)}>
          {label("code", LABELS.copyCode)}
        </button>
      </details>
      <span className="unseen" role="status">
        {copied ? LABELS.copied : ""}
      </span>
    </div>
  );
}

const Rails = ({ story: { language, direction, trending, opinion, videos, latest } }) =>
  [trending, opinion, videos, latest].some((stories) => stories.length > 0) && (
    <div className="rails" lang={language} dir={direction}>
      <button type="button" className="skip" onClick={skip}>
        {LABELS.skip}
      </button>
      <div className="lists">
        <Rail part="trending" title={LABELS.trending} stories={trending} List="ol" Entry={Ranked} />
        <Rail part="opinion" title={LABELS.opinions} stories={opinion} List="ul" Entry={Opined} />
        <Rail part="videos" title={LABELS.videos} stories={videos} List="ul" Entry={Film} />
        <Rail part="latest" title={LABELS.latest} stories={latest} List="ol" Entry={Dated} />
      </div>
      <span data-end tabIndex={-1} />
    </div>
  );

const Rail = ({ part, title, stories, List, Entry }) =>
  stories.length > 0 && (
    <section part={part}>
      <Title>{title}</Title>
      <List>
        {stories.map((story, at) => (
          <li key={story.url ?? story.headline}>
            <Entry story={story} rank={at + 1} />
          </li>
        ))}
      </List>
    </section>
  );

const Ranked = ({ story, rank }) => (
  <>
    <span part="rank" aria-hidden="true">
      {rank}
    </span>
    <StoryLink {...story} />
    {story.region && (
      <span part="region">
        <bdi>{story.region}</bdi>
      </span>
    )}
  </>
);

const Opined = ({ story }) => (
  <>
    {story.kind && <span className="kind">{story.kind}</span>}
    <StoryLink {...story} />
  </>
);

const Film = ({ story }) => (
  <>
    <span className="poster">
      {story.poster && <Picture image={story.poster} />}
      {story.duration && (
        <span className="duration">
          <bdi>{story.duration}</bdi>
        </span>
      )}
    </span>
    <StoryLink {...story} />
  </>
);

const Dated = ({ story }) => (
  <>
    <StoryLink {...story} />
    {story.moment && <Age {...story} />}
  </>
);

const Age = ({ moment, ago }) =>
  ago ? (
    <details className="when">
      <summary>
        <time dateTime={moment.datetime}>{ago}</time>
      </summary>
      <Time moment={moment} />
    </details>
  ) : (
    <span className="when">
      <Time moment={moment} />
    </span>
  );

const Foot = ({ story: { language, direction, publisher } }) => (
  <section className="foot" lang={language} dir={direction} aria-label={publisher.name}>
    <div className="ways">
      {publisher.social.length > 0 && (
        <section part="connect">
          <Title>{LABELS.connect}</Title>
          <ul>
            {publisher.social.map((place) => (
              <Place key={place.url} {...place} />
            ))}
          </ul>
        </section>
      )}
      {publisher.feedback && (
        <p className="feedback">
          <Link url={publisher.feedback} part="feedback">
            {LABELS.feedback}
          </Link>
        </p>
      )}
    </div>
    {publisher.newsletter && <Newsletter {...publisher.newsletter} />}
    <Footer publisher={publisher} />
  </section>
);

function Place({ network, url }) {
  const [name, path] = NETWORKS[network] ?? [network];
  return (
    <li>
      <Link url={url}>
        <svg className="icon" aria-hidden="true" viewBox="0 0 24 24">
          <path d={path} />
        </svg>
        <span>{name}</span>
      </Link>
    </li>
  );
}

function Newsletter({ action, field, consent }) {
  const [state, setState] = useState("idle");
  const send = async (event) => {
    event.preventDefault();
    setState("sending");
    setState(await subscribe(event.currentTarget));
  };
  return (
    <section part="newsletter">
      <Title>{LABELS.newsletter}</Title>
      <form method="post" action={action} target="_blank" rel="noopener" onSubmit={send}>
        {state !== "sent" && (
          <>
            <label>
              <span>{LABELS.emailAddress}</span>
              <input type="email" required autoComplete="email" dir="ltr" name={field} />
            </label>
            <label className="unseen" aria-hidden="true">
              {LABELS.leaveEmpty}
              <input type="text" name="website" tabIndex={-1} autoComplete="off" />
            </label>
            <button type="submit">{LABELS.subscribe}</button>
            {consent && <p className="consent">{consent}</p>}
          </>
        )}
        <p className="said" role="status">
          {SAID[state]}
        </p>
      </form>
    </section>
  );
}

const Footer = ({ publisher: { name, url, logo, links, email, phones, legal, copyright } }) => (
  <footer part="footer">
    <p className="brand">
      <Link url={url}>
        {logo && <Picture image={logo} />}
        <span className="unseen">{name}</span>
      </Link>
    </p>
    <div className="groups">
      {links.map(({ title, items }) => (
        <details key={title}>
          <summary>{title}</summary>
          <Links items={items} />
        </details>
      ))}
    </div>
    {email && (
      <p className="contact">
        <span>{LABELS.email}</span>{" "}
        <a href={`mailto:${email}`} dir="ltr">
          {email}
        </a>
      </p>
    )}
    {phones.length > 0 && (
      <p className="contact">
        <span>{LABELS.phone}</span>{" "}
        {phones.map(({ start, text, url }, at) => (
          <span key={url}>
            {at > 0 && ", "}
            <a href={url} dir="ltr">
              {start && <span className="unseen">{start}</span>}
              {text}
            </a>
          </span>
        ))}
      </p>
    )}
    <Links items={legal} className="legal" />
    {copyright && <p className="copyright">{copyright}</p>}
  </footer>
);
