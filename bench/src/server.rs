//! Three origins on loopback that serve from memory, everything compressed beforehand.
//! It knows HTTP and what was asked; it knows no browser.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::brotli::compress;

/// Who serves.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Origin {
    /// The page that embeds.
    Page,
    /// Scripts and what belongs to them.
    Cdn,
    /// Articles and pictures.
    Publisher,
}

/// For how long a file may be kept.
#[derive(Clone, Copy)]
pub(crate) enum Keep {
    /// It has a name that no other version will have.
    Forever,
    /// A minute.
    Minute,
    /// Not at all without asking.
    Ask,
}

impl Keep {
    fn header(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Minute => "public, max-age=60",
            Self::Ask => "no-cache",
        }
    }
}

#[derive(Clone)]
struct File {
    mime: &'static str,
    keep: Keep,
    plain: Bytes,
    /// The same in brotli, unless that gains nothing.
    compressed: Option<Bytes>,
}

type Files = HashMap<(Origin, String), File>;

/// What was answered since it was last asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct Traffic {
    pub(crate) requests: Vec<String>,
    /// Bytes of bodies as they traveled.
    pub(crate) bytes: usize,
}

/// The three servers; they end with the program.
pub(crate) struct Server {
    shared: Arc<Shared>,
    ports: HashMap<Origin, u16>,
    _runtime: Runtime,
}

#[derive(Default)]
struct Shared {
    files: Mutex<Files>,
    traffic: Mutex<Traffic>,
}

impl Server {
    /// Starts all three.
    pub(crate) fn start() -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let shared = Arc::new(Shared::default());
        let mut ports = HashMap::new();
        for origin in [Origin::Page, Origin::Cdn, Origin::Publisher] {
            let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)));
            let listener = listener.context("loopback has no free port")?;
            ports.insert(origin, listener.local_addr()?.port());
            runtime.spawn(accept(listener, origin, Arc::clone(&shared)));
        }
        Ok(Self { shared, ports, _runtime: runtime })
    }

    /// The address of a path.
    pub(crate) fn url(&self, origin: Origin, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.ports[&origin])
    }

    /// Serves bytes under a path from now on, and returns the address; what compresses is compressed once.
    pub(crate) fn serve(&self, origin: Origin, path: &str, keep: Keep, bytes: &[u8]) -> Result<String> {
        let compressed = if mime(path).1 { Some(compress(bytes)?.into()) } else { None };
        Ok(self.put(origin, path, keep, bytes, compressed))
    }

    /// The same without compressing anything.
    pub(crate) fn serve_plain(&self, origin: Origin, path: &str, keep: Keep, bytes: &[u8]) -> String {
        self.put(origin, path, keep, bytes, None)
    }

    fn put(&self, origin: Origin, path: &str, keep: Keep, bytes: &[u8], compressed: Option<Bytes>) -> String {
        let file = File { mime: mime(path).0, keep, plain: bytes.to_vec().into(), compressed };
        lock(&self.shared.files).insert((origin, path.to_owned()), file);
        self.url(origin, path)
    }

    /// What was asked since the last time.
    pub(crate) fn take_traffic(&self) -> Traffic {
        std::mem::take(&mut lock(&self.shared.traffic))
    }
}

async fn accept(listener: TcpListener, origin: Origin, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        // A request's answer must not wait for an acknowledgment.
        let _ = stream.set_nodelay(true);
        let shared = Arc::clone(&shared);
        let service = service_fn(move |request: Request<Incoming>| {
            let encodings = request.headers().get("accept-encoding").and_then(|value| value.to_str().ok());
            let takes_brotli = encodings.is_some_and(|encodings| encodings.contains("br"));
            let answer = shared.answer(origin, request.uri().path(), takes_brotli);
            async { Ok::<_, Infallible>(answer) }
        });
        tokio::spawn(async move {
            // A browser that hangs up is none of our business.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

impl Shared {
    fn answer(&self, origin: Origin, path: &str, takes_brotli: bool) -> Response<Full<Bytes>> {
        let file = lock(&self.files).get(&(origin, path.to_owned())).cloned();
        let mut traffic = lock(&self.traffic);
        traffic.requests.push(format!("{origin:?} {path}"));
        let Some(file) = file else {
            return Response::builder().status(404).body(Full::default()).expect("a status is a response");
        };
        // The command line tool takes plain bytes only.
        let compressed = file.compressed.filter(|_| takes_brotli);
        let is_compressed = compressed.is_some();
        let bytes = compressed.unwrap_or(file.plain);
        traffic.bytes += bytes.len();
        let mut response = Response::builder()
            .header("content-type", file.mime)
            .header("cache-control", file.keep.header())
            .header("access-control-allow-origin", "*")
            .header("timing-allow-origin", "*");
        if is_compressed {
            response = response.header("content-encoding", "br").header("vary", "accept-encoding");
        }
        response.body(Full::new(bytes)).expect("the headers are real ones")
    }
}

/// A file's type by its name, and whether it compresses.
fn mime(path: &str) -> (&'static str, bool) {
    match path.rsplit('.').next() {
        Some("html") => ("text/html; charset=utf-8", true),
        Some("js") => ("text/javascript; charset=utf-8", true),
        Some("css") => ("text/css; charset=utf-8", true),
        Some("json") => ("application/json", true),
        Some("svg") => ("image/svg+xml", true),
        Some("wasm") => ("application/wasm", true),
        Some("webp") => ("image/webp", false),
        _ => ("application/octet-stream", false),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
