import "preact/debug";
import { render } from "preact";
import { LocationProvider, Route, Router } from "preact-iso";

import { Handed, List, Story } from "./pages.jsx";

render(
  <LocationProvider>
    <nav>
      <a id="to-story" href="/">Story</a> <a id="to-handed" href="/handed">Handed</a> <a id="to-list" href="/list">List</a>
    </nav>
    <Router>
      <Route path="/" component={Story} />
      <Route path="/handed" component={Handed} />
      <Route path="/list" component={List} />
    </Router>
  </LocationProvider>,
  document.getElementById("app"),
);
