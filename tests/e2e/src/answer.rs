//! What a server says to one request, well or badly.
//!
//! An answer is plain data; it doesn't know who asks nor which path it stands under.

use std::{io, time::Duration};

use http_body_util::{BodyExt, Channel, Full, combinators::BoxBody};
use hyper::{
    Response, StatusCode,
    body::Bytes,
    header::{HeaderMap, HeaderName, HeaderValue},
};
use serde_json::Value;
use tokio::sync::watch;

/// The body of every response.
pub(crate) type Body = BoxBody<Bytes, io::Error>;

/// How long a dripping server waits from one byte to the next.
const DRIP: Duration = Duration::from_millis(100);

/// The header by which a server lets pages of other origins read its answer.
pub const ALLOWED: &str = "access-control-allow-origin";

/// One answer to one request.
#[derive(Clone, Debug)]
pub struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    content: Content,
    gate: Option<Gate>,
}

/// How the body goes out.
#[derive(Clone, Debug)]
enum Content {
    /// All of it.
    Whole(Bytes),
    /// The connection stays open and nothing is ever said.
    Silence,
    /// A byte every now and then, without end.
    Drip,
    /// Less than `Content-Length` announced, then the end of the connection.
    Cut(Bytes),
    /// A few bytes, then a TCP reset.
    Reset,
    /// Spaces, one chunk after the other, up to so many bytes.
    Spaces(usize),
    /// Spaces without end, packed.
    Packed,
}

impl Answer {
    /// A body with its MIME type, allowed to every origin.
    pub fn new(mime: &str, body: impl Into<Bytes>) -> Self {
        let answer = Self {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            content: Content::Whole(body.into()),
            gate: None,
        };
        answer.header("content-type", mime).header(ALLOWED, "*").header("cache-control", "no-store")
    }

    /// A JSON document.
    pub fn json(value: &Value) -> Self {
        Self::new("application/json", value.to_string())
    }

    /// An HTML document.
    pub fn html(markup: impl Into<Bytes>) -> Self {
        Self::new("text/html; charset=utf-8", markup)
    }

    /// An SVG picture of one color, of that size.
    pub fn picture(width: u32, height: u32) -> Self {
        let svg = format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><path fill="#567" d="M0 0h{width}v{height}H0z"/></svg>"##
        );
        Self::new("image/svg+xml", svg)
    }

    /// A status with a page of HTML, as servers send them.
    pub fn status(code: u16) -> Self {
        Self::html(format!("<!doctype html><h1>{code}</h1>")).with_status(code)
    }

    /// No answer, ever.
    pub fn silence() -> Self {
        Self::with_content(Content::Silence)
    }

    /// Headers at once, then a byte now and then.
    pub fn drip() -> Self {
        Self::with_content(Content::Drip)
    }

    /// A document whose second half never comes, although `Content-Length` promised it.
    pub fn cut(value: &Value) -> Self {
        Self::with_content(Content::Cut(value.to_string().into()))
    }

    /// A connection that is reset in the middle of the body.
    pub fn reset() -> Self {
        Self::with_content(Content::Reset)
    }

    /// So many spaces, streamed, with no length announced.
    pub fn spaces(bytes: usize) -> Self {
        Self::with_content(Content::Spaces(bytes))
    }

    /// Spaces without end, of which a thousand travel in six bytes.
    pub fn packed_spaces() -> Self {
        Self::with_content(Content::Packed).header("content-encoding", "gzip")
    }

    /// A redirect.
    pub fn redirect(location: &str) -> Self {
        Self::new("text/plain", "").with_status(302).header("location", location)
    }

    /// The same with another status.
    #[must_use]
    pub fn with_status(mut self, code: u16) -> Self {
        self.status = StatusCode::from_u16(code).expect("a test names a real status");
        self
    }

    /// The same with one header set.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: HeaderName = name.parse().expect("a test names a real header");
        let value: HeaderValue = value.parse().expect("a test sets a real header value");
        self.headers.insert(name, value);
        self
    }

    /// The same without one header.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    /// The same, but not before the gate opens.
    #[must_use]
    pub fn behind(mut self, gate: &Gate) -> Self {
        self.gate = Some(gate.clone());
        self
    }

    /// What is said to somebody who knows that state of it already, as `If-None-Match` tells.
    pub(crate) fn unless_known(self, known: Option<&HeaderValue>) -> Self {
        let is_known = known.is_some() && known == self.headers.get("etag");
        if is_known {
            Self { status: StatusCode::NOT_MODIFIED, content: Content::Whole(Bytes::new()), ..self }
        } else {
            self
        }
    }

    /// Whether pages of every origin may read it.
    pub(crate) fn is_for_everybody(&self) -> bool {
        self.headers.contains_key(ALLOWED)
    }

    /// Whether the connection must end with a reset.
    pub(crate) fn is_reset(&self) -> bool {
        matches!(self.content, Content::Reset)
    }

    /// Waits for the gate, then makes the response.
    pub(crate) async fn into_response(self) -> Response<Body> {
        if let Some(gate) = &self.gate {
            gate.passed().await;
        }
        let announced = match &self.content {
            Content::Cut(bytes) => Some(bytes.len()),
            _ => None,
        };
        let mut response = Response::new(match self.content {
            Content::Whole(bytes) => Full::new(bytes).map_err(|never| match never {}).boxed(),
            Content::Silence => std::future::pending().await,
            Content::Drip => dripping(),
            Content::Cut(bytes) => broken_off(bytes.slice(..bytes.len() / 2)),
            Content::Reset => broken_off(Bytes::from_static(b"{\"headline\": \"")),
            Content::Spaces(bytes) => blank(bytes),
            Content::Packed => packed(),
        });
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        if let Some(length) = announced {
            response.headers_mut().insert("content-length", length.into());
        }
        response
    }

    fn with_content(content: Content) -> Self {
        Self { content, ..Self::new("application/json", "") }
    }
}

/// Holds answers back until a test opens it.
#[derive(Clone, Debug)]
pub struct Gate(watch::Sender<bool>);

impl Gate {
    /// A gate that lets nothing through yet.
    pub fn closed() -> Self {
        Self(watch::Sender::new(false))
    }

    /// Lets all that waits, and all that comes later, pass.
    pub fn open(&self) {
        self.0.send_replace(true);
    }

    async fn passed(&self) {
        let mut watched = self.0.subscribe();
        // The sender lives in `self`, so the wait can't fail.
        let _ = watched.wait_for(|open| *open).await;
    }
}

fn dripping() -> Body {
    let (mut sender, body) = Channel::new(1);
    tokio::spawn(async move {
        while sender.send_data(Bytes::from_static(b" ")).await.is_ok() {
            tokio::time::sleep(DRIP).await;
        }
    });
    body.boxed()
}

fn broken_off(start: Bytes) -> Body {
    let (mut sender, body) = Channel::new(1);
    tokio::spawn(async move {
        let _ = sender.send_data(start).await;
        // The bytes must be on the wire before the connection ends.
        tokio::time::sleep(DRIP).await;
        sender.abort(io::ErrorKind::ConnectionReset.into());
    });
    body.boxed()
}

fn blank(bytes: usize) -> Body {
    const CHUNK: usize = 64 * 1024;
    stream(Bytes::new(), vec![b' '; CHUNK].into(), bytes.div_ceil(CHUNK))
}

/// A gzip file (RFC 1952) without an end: a space, then copies of the space before.
fn packed() -> Body {
    // The header, then a block of the fixed code (RFC 1951, 3.2.6) with the space and 258 copies, which ends a byte.
    const START: [u8; 13] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 0x52, 0x18, 0x05];
    // Eight times 258 copies at the distance of 1, thirteen bits each: `11000101 00000`, from the lowest bit upward.
    const AGAIN: [u8; 13] = [0xa3, 0x60, 0x14, 0x8c, 0x82, 0x51, 0x30, 0x0a, 0x46, 0xc1, 0x28, 0x18, 0x05];
    stream(Bytes::copy_from_slice(&START), AGAIN.repeat(512).into(), usize::MAX)
}

/// Some bytes, then others so many times, as long as somebody takes them.
fn stream(start: Bytes, again: Bytes, times: usize) -> Body {
    let (mut sender, body) = Channel::new(1);
    tokio::spawn(async move {
        if sender.send_data(start).await.is_err() {
            return;
        }
        for _ in 0..times {
            if sender.send_data(again.clone()).await.is_err() {
                return;
            }
        }
    });
    body.boxed()
}
