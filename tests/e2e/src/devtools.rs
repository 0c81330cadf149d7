//! Chromium's own commands: a screen of any size, what the reader prefers, and what is alive in memory.
//!
//! It knows ChromeDriver's extension of WebDriver; it knows no page.

use fantoccini::{Client, error::CmdError, wd::WebDriverCompatibleCommand};
use hyper::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// The colors that the reader prefers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scheme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// Both, lightest first.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// As CSS names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Makes the screen that size, however small: a window has a least width.
///
/// # Errors
/// What the driver says.
pub async fn set_screen(client: &Client, width: u32, height: u32) -> Result<(), CmdError> {
    let screen = json!({
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
    });
    send(client, "Emulation.setDeviceMetricsOverride", screen).await.map(drop)
}

/// Lets the reader prefer a scheme, and no motion.
///
/// # Errors
/// What the driver says.
pub async fn set_preferences(client: &Client, scheme: Scheme) -> Result<(), CmdError> {
    let features = json!({ "features": [
        { "name": "prefers-color-scheme", "value": scheme.name() },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ] });
    send(client, "Emulation.setEmulatedMedia", features).await.map(drop)
}

/// Draws the page for that medium (`print`, or none for the screen's), and claims that media feature with its value.
///
/// # Errors
/// What the driver says.
pub async fn emulate(client: &Client, medium: &str, feature: (&str, &str)) -> Result<(), CmdError> {
    let (name, value) = feature;
    let media = json!({ "media": medium, "features": [{ "name": name, "value": value }] });
    send(client, "Emulation.setEmulatedMedia", media).await.map(drop)
}

/// Takes the network away, or gives it back.
///
/// # Errors
/// What the driver says.
pub async fn set_online(client: &Client, is_online: bool) -> Result<(), CmdError> {
    let conditions = json!({ "offline": !is_online, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    send(client, "Network.enable", json!({})).await?;
    send(client, "Network.emulateNetworkConditions", conditions).await.map(drop)
}

/// Makes the screen the window's again.
///
/// # Errors
/// What the driver says.
pub async fn reset_screen(client: &Client) -> Result<(), CmdError> {
    send(client, "Emulation.clearDeviceMetricsOverride", json!({})).await.map(drop)
}

/// All nodes of the page's accessibility tree.
///
/// # Errors
/// What the driver says.
pub async fn accessibility_tree(client: &Client) -> Result<Value, CmdError> {
    let mut tree = send(client, "Accessibility.getFullAXTree", json!({})).await?;
    Ok(tree["nodes"].take())
}

/// What stands in the console, and wasn't asked for before: warnings and errors of the browser's own among it.
///
/// # Errors
/// What the driver says.
pub async fn log(client: &Client) -> Result<Value, CmdError> {
    client.issue_cmd(Log).await
}

/// What is alive once the garbage is gone: nodes, documents, listeners, objects and functions of scripts,
/// and the bytes of V8's heap and of the engine's.
///
/// # Errors
/// What the driver says.
pub async fn alive(client: &Client) -> Result<[f64; 6], CmdError> {
    // What a first collection lets go of may have held something of the other heap.
    for _ in 0..3 {
        send(client, "HeapProfiler.collectGarbage", json!({})).await?;
    }
    let counters = send(client, "Memory.getDOMCounters", json!({})).await?;
    let heap = send(client, "Runtime.getHeapUsage", json!({})).await?;
    let all = [
        &counters["nodes"],
        &counters["documents"],
        &counters["jsEventListeners"],
        &count_objects(client).await?,
        &heap["usedSize"],
        &heap["embedderHeapUsedSize"],
    ];
    Ok(all.map(|value| value.as_f64().unwrap_or(f64::NAN)))
}

/// How many objects there are that inherit from `Object.prototype`, every function among them;
/// not what the driver itself keeps: a list with the outcome of each script that it has run.
async fn count_objects(client: &Client) -> Result<Value, CmdError> {
    let group = "count";
    let prototype = json!({ "expression": "Object.prototype", "objectGroup": group });
    let prototype = send(client, "Runtime.evaluate", prototype).await?;
    let query = json!({ "prototypeObjectId": prototype["result"]["objectId"], "objectGroup": group });
    let objects = send(client, "Runtime.queryObjects", query).await?;
    let length = json!({
        "objectId": objects["objects"]["objectId"],
        "functionDeclaration": "function () {
            return this.filter((it) => !(Array.isArray(it) && String(it[0]).startsWith('{\"status\":'))).length;
        }",
        "returnByValue": true,
    });
    let mut length = send(client, "Runtime.callFunctionOn", length).await?;
    send(client, "Runtime.releaseObjectGroup", json!({ "objectGroup": group })).await?;
    Ok(length["result"]["value"].take())
}

async fn send(client: &Client, method: &'static str, params: Value) -> Result<Value, CmdError> {
    client.issue_cmd(Command { method, params }).await
}

/// One DevTools command.
#[derive(Debug)]
struct Command {
    method: &'static str,
    params: Value,
}

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, ParseError> {
        let session = session_id.unwrap_or_default();
        base_url.join(&format!("session/{session}/goog/cdp/execute"))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.method, "params": self.params });
        (Method::POST, Some(body.to_string()))
    }
}

/// ChromeDriver's command for what stands in the console.
#[derive(Debug)]
struct Log;

impl WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, ParseError> {
        let session = session_id.unwrap_or_default();
        base_url.join(&format!("session/{session}/se/log"))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}
