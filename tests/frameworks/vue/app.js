import { createApp } from "vue";
import { createRouter, createWebHistory } from "vue-router";

import App from "./App.vue";
import Handed from "./Handed.vue";
import List from "./List.vue";
import Story from "./Story.vue";

const routes = [
  { path: "/", component: Story },
  { path: "/handed", component: Handed },
  { path: "/list", component: List },
];

createApp(App).use(createRouter({ history: createWebHistory(), routes })).mount("#app");
