//! Four origins on loopback: who is asked what, who answers what.
//!
//! It speaks HTTP and remembers every request; it knows no browser and no widget.

use std::{
    collections::HashMap,
    convert::Infallible,
    net::Ipv4Addr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use http_body_util::BodyExt;
use hyper::{
    Method, Request, Response, body::Incoming, http::request::Parts, server::conn::http1, service::service_fn,
};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
};

use crate::answer::{ALLOWED, Answer, Body};

/// Where the release stands on its origin: a folder with a version, as a CDN has it.
pub const RELEASE: &str = "/dateline/0.1.0/";

/// How long to wait for a request that must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// What an origin is for.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Role {
    /// The page that embeds the widget.
    Host,
    /// The script, the wasm and the rest of the release.
    Dist,
    /// The publisher: articles, lists, pictures and story pages.
    Publisher,
    /// Somebody the page never named.
    Stranger,
}

impl Role {
    const ALL: [Self; 4] = [Self::Host, Self::Dist, Self::Publisher, Self::Stranger];
}

/// One request as it arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The origin that was asked.
    pub role: Role,
    /// `GET` and so on.
    pub method: String,
    /// Path and query.
    pub path: String,
    /// All headers, names in lower case.
    pub headers: HashMap<String, String>,
    /// What was sent along.
    pub body: String,
}

/// Four servers that end when the last clone is dropped.
#[derive(Clone)]
pub struct Site(Arc<Inner>);

struct Inner {
    ports: HashMap<Role, u16>,
    desk: Arc<Desk>,
    // Dropping the set aborts the accept loops, and they their connections.
    _servers: JoinSet<()>,
}

/// What all servers of a site share.
struct Desk {
    release: PathBuf,
    routes: Mutex<HashMap<(Role, String), Route>>,
    seen: Mutex<Vec<Seen>>,
}

/// Answers for a path, one after the other; the last one stays.
struct Route {
    answers: Vec<Answer>,
    next: usize,
}

impl Site {
    /// Starts the four servers; the release is read from that folder.
    pub async fn start(release: &Path) -> Self {
        let desk = Arc::new(Desk { release: release.to_owned(), routes: Mutex::default(), seen: Mutex::default() });
        let mut ports = HashMap::new();
        let mut servers = JoinSet::new();
        for role in Role::ALL {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("loopback has a free port");
            let address = listener.local_addr().expect("a bound socket has a port");
            ports.insert(role, address.port());
            servers.spawn(accept(listener, role, Arc::clone(&desk)));
        }
        Self(Arc::new(Inner { ports, desk, _servers: servers }))
    }

    /// `http://127.0.0.1:PORT`.
    pub fn origin(&self, role: Role) -> String {
        format!("http://127.0.0.1:{}", self.0.ports[&role])
    }

    /// The URL of a path.
    pub fn url(&self, role: Role, path: &str) -> String {
        self.origin(role) + path
    }

    /// The URL of a file of the release.
    pub fn release_url(&self, file: &str) -> String {
        self.url(Role::Dist, &format!("{RELEASE}{file}"))
    }

    /// Sets what a path answers from now on, and returns its URL.
    pub fn serve(&self, role: Role, path: &str, answer: Answer) -> String {
        self.serve_each(role, path, vec![answer])
    }

    /// Sets what a path answers: each in turn, then the last one for good.
    pub fn serve_each(&self, role: Role, path: &str, answers: Vec<Answer>) -> String {
        let route = Route { answers, next: 0 };
        lock(&self.0.desk.routes).insert((role, path.to_owned()), route);
        self.url(role, path)
    }

    /// Publishes JSON, and returns its URL.
    pub fn publish(&self, path: &str, value: &Value) -> String {
        self.serve(Role::Publisher, path, Answer::json(value))
    }

    /// Serves every file of a folder, and of those in it, under a path.
    pub fn serve_folder(&self, role: Role, path: &str, folder: &Path) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = format!("{path}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                self.serve_folder(role, &path, &entry.path());
            } else {
                self.serve(role, &path, from_file(&entry.path()));
            }
        }
    }

    /// All requests so far, but those for a `favicon.ico`.
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.0.desk.seen).clone()
    }

    /// The requests for a path so far.
    pub fn asked(&self, role: Role, path: &str) -> Vec<Seen> {
        let is_it = |seen: &Seen| seen.role == role && seen.path == path;
        self.seen().into_iter().filter(is_it).collect()
    }

    /// How often a path was asked for.
    pub fn count(&self, role: Role, path: &str) -> usize {
        self.asked(role, path).len()
    }

    /// How often the wasm was asked for.
    pub fn wasm_count(&self) -> usize {
        self.count(Role::Dist, &format!("{RELEASE}dateline.wasm"))
    }

    /// Waits until a path has been asked for that often.
    ///
    /// # Panics
    /// When it wasn't in time.
    pub async fn wait_for_count(&self, role: Role, path: &str, count: usize) {
        let deadline = tokio::time::Instant::now() + PATIENCE;
        while self.count(role, path) < count {
            assert!(
                tokio::time::Instant::now() < deadline,
                "{path} was asked for {} times instead of {count}",
                self.count(role, path)
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

async fn accept(listener: TcpListener, role: Role, desk: Arc<Desk>) {
    let mut connections = JoinSet::new();
    loop {
        if let Ok((stream, _)) = listener.accept().await {
            connections.spawn(converse(stream, role, Arc::clone(&desk)));
        }
        while connections.try_join_next().is_some() {}
    }
}

/// Answers all requests of one connection.
async fn converse(stream: TcpStream, role: Role, desk: Arc<Desk>) {
    // A second handle on the socket, so that an answer may ask for a reset while hyper owns the first.
    let Ok((stream, handle)) = two_handles(stream) else {
        return;
    };
    let handle = Arc::new(handle);
    let service = service_fn(move |request: Request<Incoming>| {
        let (desk, handle) = (Arc::clone(&desk), Arc::clone(&handle));
        async move {
            let (head, body) = request.into_parts();
            let body = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
            let answer = desk.answer(role, &head, &body).await;
            if answer.is_reset() {
                // With no time to linger, closing sends RST.
                let _ = handle.set_zero_linger();
            }
            Ok::<Response<Body>, Infallible>(answer.into_response().await)
        }
    });
    // A browser that hangs up is none of our business.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

fn two_handles(stream: TcpStream) -> std::io::Result<(TcpStream, TcpStream)> {
    let first = stream.into_std()?;
    let second = first.try_clone()?;
    Ok((TcpStream::from_std(first)?, TcpStream::from_std(second)?))
}

impl Desk {
    /// Records the request and looks up what is said to it.
    fn answer(&self, role: Role, head: &Parts, body: &[u8]) -> impl Future<Output = Answer> + use<> {
        let path = head.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        if path != "/favicon.ico" {
            lock(&self.seen).push(seen(role, &path, head, body));
        }
        let answer =
            if head.method == Method::OPTIONS { Some(self.preflight(role, &path)) } else { self.routed(role, &path) };
        let file = (role == Role::Dist)
            .then(|| without_query(&path).strip_prefix(RELEASE))
            .flatten()
            .map(|file| self.release.join(file));
        let known = head.headers.get("if-none-match").cloned();
        async move {
            match (answer, file) {
                (Some(answer), _) => answer.unless_known(known.as_ref()),
                (None, Some(file)) => from_file(&file),
                (None, None) => Answer::status(404),
            }
        }
    }

    /// Allows what was asked, unless the path allows nobody; that a question was needed at all is for the tests to find.
    fn preflight(&self, role: Role, path: &str) -> Answer {
        let routes = lock(&self.routes);
        let route = routes.get(&(role, path.to_owned()));
        if route.is_some_and(|route| !route.answers.iter().any(Answer::is_for_everybody)) {
            return Answer::status(405).without_header(ALLOWED);
        }
        Answer::new("text/plain", "")
            .with_status(204)
            .header("access-control-allow-headers", "*")
            .header("access-control-allow-methods", "*")
    }

    fn routed(&self, role: Role, path: &str) -> Option<Answer> {
        let mut routes = lock(&self.routes);
        let key = (role, path.to_owned());
        let bare = (role, without_query(path).to_owned());
        let key = if routes.contains_key(&key) { key } else { bare };
        let route = routes.get_mut(&key)?;
        let last = route.answers.len().checked_sub(1)?;
        let answer = route.answers[route.next.min(last)].clone();
        route.next += 1;
        Some(answer)
    }
}

/// Reads a file as a server does, its MIME type told by its name.
pub fn from_file(file: &Path) -> Answer {
    let mime = match file.extension().and_then(|extension| extension.to_str()) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("html") => "text/html; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("avif") => "image/avif",
        _ => "application/octet-stream",
    };
    match std::fs::read(file) {
        Ok(bytes) => Answer::new(mime, bytes),
        Err(_) => Answer::status(404),
    }
}

fn seen(role: Role, path: &str, head: &Parts, body: &[u8]) -> Seen {
    let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
    let headers = head.headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())));
    Seen { role, method: head.method.to_string(), path: path.to_owned(), headers: headers.collect(), body: text(body) }
}

fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}

/// A test that failed while it held the lock must not hide its own message.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
