//! A component at its root: what it is told, and when it is asked for its markup.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;

use crate::bundle::Bundle;
use crate::callback::Callback;
use crate::properties::Properties;
use crate::scheduler::{Step, Task, push};
use crate::virtual_dom::VNode;

/// As in Yew.
pub trait Component: Sized + 'static {
    type Message: 'static;
    type Properties: Properties + 'static;

    fn create(ctx: &Context<Self>) -> Self;

    fn update(&mut self, _: &Context<Self>, _: Self::Message) -> bool {
        true
    }

    fn changed(&mut self, _: &Context<Self>, _: &Self::Properties) -> bool {
        true
    }

    fn view(&self, ctx: &Context<Self>) -> VNode;

    fn rendered(&mut self, _: &Context<Self>, _: bool) {}

    fn destroy(&mut self, _: &Context<Self>) {}
}

/// What a component sees of its surroundings.
pub struct Context<C: Component> {
    scope: Scope<C>,
    props: Rc<C::Properties>,
}

impl<C: Component> Context<C> {
    pub fn link(&self) -> &Scope<C> {
        &self.scope
    }

    pub fn props(&self) -> &C::Properties {
        &self.props
    }
}

/// The way to a component.
pub struct Scope<C: Component>(Rc<App<C>>);

impl<C: Component> Clone for Scope<C> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<C: Component> Scope<C> {
    pub fn send_message(&self, message: C::Message) {
        self.0.clone().tell(News::Message(message));
    }

    pub fn callback<T>(&self, function: impl Fn(T) -> C::Message + 'static) -> Callback<T> {
        let scope = self.clone();
        Callback::from(move |input| scope.send_message(function(input)))
    }
}

/// A component that is about to be, is there, or has been.
struct App<C: Component> {
    host: Element,
    news: RefCell<Vec<News<C>>>,
    state: RefCell<Option<State<C>>>,
}

/// What a component hasn't heard yet.
enum News<C: Component> {
    Props(Rc<C::Properties>),
    Message(C::Message),
}

struct State<C: Component> {
    component: C,
    context: Context<C>,
    bundle: Bundle,
}

impl<C: Component> App<C> {
    fn tell(self: Rc<Self>, news: News<C>) {
        self.news.borrow_mut().push(news);
        push(Step::Update, self);
    }
}

impl<C: Component> Task for App<C> {
    fn run(self: Rc<Self>, step: Step) {
        let mut state = self.state.borrow_mut();
        if step == Step::Destroy {
            if let Some(mut gone) = state.take() {
                gone.component.destroy(&gone.context);
                gone.bundle.detach();
            }
            return;
        }
        if step == Step::Create {
            let News::Props(props) = self.news.borrow_mut().remove(0) else { unreachable!() };
            let context = Context { scope: Scope(self.clone()), props };
            *state = Some(State { component: C::create(&context), context, bundle: Bundle::new() });
        }
        let Some(State { component, context, bundle }) = &mut *state else { return };
        match step {
            Step::Update => {
                let mut has_changed = false;
                for news in self.news.take() {
                    has_changed |= match news {
                        News::Message(message) => component.update(context, message),
                        News::Props(props) => {
                            let old = std::mem::replace(&mut context.props, props);
                            component.changed(context, &old)
                        }
                    };
                }
                if has_changed {
                    push(Step::Render, self.clone());
                }
            }
            Step::Create | Step::Render => {
                bundle.put(component.view(context), &self.host);
                push(if step == Step::Create { Step::FirstRendered } else { Step::Rendered }, self.clone());
            }
            _ => component.rendered(context, step == Step::FirstRendered),
        }
    }
}

/// As in Yew.
pub struct Renderer<C: Component> {
    root: Element,
    props: C::Properties,
}

impl<C: Component> Renderer<C> {
    pub fn with_root_and_props(root: Element, props: C::Properties) -> Self {
        Self { root, props }
    }

    pub fn render(self) -> AppHandle<C> {
        let news = vec![News::Props(Rc::new(self.props))];
        let app = Rc::new(App { host: self.root, news: news.into(), state: RefCell::default() });
        push(Step::Create, app.clone());
        AppHandle { app }
    }
}

/// Whoever has mounted a component keeps this.
pub struct AppHandle<C: Component> {
    app: Rc<App<C>>,
}

impl<C: Component> AppHandle<C> {
    pub fn update(&mut self, props: C::Properties) {
        self.app.clone().tell(News::Props(Rc::new(props)));
    }

    pub fn destroy(self) {
        push(Step::Destroy, self.app);
    }
}
