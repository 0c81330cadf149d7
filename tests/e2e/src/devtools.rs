//! Chromium's own commands: a screen of any size, and what the reader prefers.
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
