// The pages for React and Preact, whose builds say whose these hooks are.

import { useEffect, useRef, useState } from "hooks";

import { articles, list, noted, sources } from "../surface.js";

export function Story() {
  const [turn, setTurn] = useState(0);
  const [variant, setVariant] = useState();
  const [isHidden, setHidden] = useState(false);
  const [heard, setHeard] = useState([]);
  const hear = (event) => setHeard((heard) => [...heard, noted(event)]);
  const stay = (event) => {
    event.preventDefault();
    hear(event);
  };
  return (
    <main>
      <dateline-article
        id="story"
        src={sources[turn]}
        variant={variant}
        heading-level={3}
        link-target="_self"
        hidden={isHidden}
        ondateline-load={hear}
        ondateline-error={hear}
        ondateline-select={stay}
      >
        <p>Fallback {turn}</p>
      </dateline-article>
      <button id="next" onClick={() => setTurn(turn + 1)}>Next</button>
      <button id="resize" onClick={() => setVariant(variant ? undefined : "card")}>Resize</button>
      <button id="hide" onClick={() => setHidden(!isHidden)}>Hide</button>
      <output id="heard">{heard.join(", ")}</output>
    </main>
  );
}

export function Handed() {
  const element = useRef(null);
  const [turn, setTurn] = useState(null);
  const [heard, setHeard] = useState([]);
  useEffect(() => {
    const { current } = element;
    const hear = (event) => setHeard((heard) => [...heard, noted(event)]);
    current.addEventListener("dateline-load", hear);
    return () => current.removeEventListener("dateline-load", hear);
  }, []);
  return (
    <main>
      <dateline-article
        id="handed"
        ref={element}
        src={sources[0]}
        article={turn === null ? null : articles[turn]}
        variant={turn === null ? undefined : "compact"}
        headingLevel={turn === null ? undefined : 4}
      />
      <button id="give" onClick={() => setTurn(turn === null ? 0 : turn + 1)}>Give</button>
      <button id="take" onClick={() => setTurn(null)}>Take</button>
      <output id="heard">{heard.join(", ")}</output>
    </main>
  );
}

export function List() {
  const [order, setOrder] = useState(list);
  return (
    <main>
      {order.map((src) => (
        <dateline-article key={src} src={src}>
          <a href={src}>The story</a>
        </dateline-article>
      ))}
      <button id="reverse" onClick={() => setOrder(order.toReversed())}>Reverse</button>
    </main>
  );
}
