import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter, Link, Route, Routes } from "react-router";

import { Handed, List, Story } from "./pages.jsx";

createRoot(document.getElementById("app")).render(
  <StrictMode>
    <BrowserRouter>
      <nav>
        <Link id="to-story" to="/">Story</Link> <Link id="to-handed" to="/handed">Handed</Link>{" "}
        <Link id="to-list" to="/list">List</Link>
      </nav>
      <Routes>
        <Route path="/" element={<Story />} />
        <Route path="/handed" element={<Handed />} />
        <Route path="/list" element={<List />} />
      </Routes>
    </BrowserRouter>
  </StrictMode>,
);
