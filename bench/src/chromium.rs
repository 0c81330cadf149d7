//! Headless Chromium, spoken to in its own protocol over a pipe.
//! It knows processes and messages; it knows no page.

use std::collections::VecDeque;
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};

/// How long the browser may take for an answer.
const PATIENCE: Duration = Duration::from_secs(60);

const ARGUMENTS: [&str; 17] = [
    "--remote-debugging-pipe",
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--hide-scrollbars",
    "--window-size=1280,900",
];

/// A running browser.
pub(crate) struct Chromium {
    child: Child,
    writer: ChildStdin,
    messages: Receiver<Value>,
    events: VecDeque<Event>,
    last_id: u64,
    profile: PathBuf,
}

/// Something that happened in a session.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) session: String,
    pub(crate) method: String,
    pub(crate) params: Value,
}

impl Chromium {
    /// Starts the program that DATELINE_CHROMIUM names, with a profile of its own.
    pub(crate) fn start() -> Result<Self> {
        let program = env::var_os("DATELINE_CHROMIUM").unwrap_or_else(|| "chromium".into());
        let profile = env::temp_dir().join(format!("dateline-bench-{}", std::process::id()));
        // The protocol is spoken on the descriptors 3 and 4; a shell moves our pipes there.
        let mut child = Command::new("sh")
            .args(["-c", r#"exec "$0" "$@" 3<&0 4>&1 0</dev/null 1>/dev/null"#])
            .arg(program)
            .args(ARGUMENTS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start Chromium")?;
        let writer = child.stdin.take().context("the browser has no input")?;
        let reader = BufReader::new(child.stdout.take().context("the browser has no output")?);
        let (sender, messages) = mpsc::channel();
        thread::spawn(move || {
            for message in reader.split(0).map_while(Result::ok) {
                let Ok(message) = serde_json::from_slice(&message) else { continue };
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Ok(Self { child, writer, messages, events: VecDeque::new(), last_id: 0, profile })
    }

    /// Asks the browser itself.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Result<Value> {
        self.call("", method, params)
    }

    /// Asks one of its sessions; what happens until the answer comes is kept.
    pub(crate) fn call(&mut self, session: &str, method: &str, params: Value) -> Result<Value> {
        self.last_id += 1;
        let id = self.last_id;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if !session.is_empty() {
            message["sessionId"] = session.into();
        }
        let mut bytes = serde_json::to_vec(&message)?;
        bytes.push(0);
        self.writer.write_all(&bytes).with_context(|| format!("cannot send {method}"))?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            let Some(mut answer) = self.receive(deadline)? else { bail!("{method} wasn't answered") };
            if answer["id"] == id {
                return match answer.get("error") {
                    Some(error) => Err(anyhow!("{method}: {}", error["message"])),
                    None => Ok(answer["result"].take()),
                };
            }
        }
    }

    /// The next thing that happens; none where nothing does for so long.
    pub(crate) fn next_event(&mut self, patience: Duration) -> Result<Option<Event>> {
        let deadline = Instant::now() + patience;
        while self.events.is_empty() {
            if self.receive(deadline)?.is_none() {
                return Ok(None);
            }
        }
        Ok(self.events.pop_front())
    }

    /// The next message; an event is kept besides.
    fn receive(&mut self, deadline: Instant) -> Result<Option<Value>> {
        match self.messages.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(mut message) => {
                if let Some(method) = message["method"].as_str().map(str::to_owned) {
                    let session = message["sessionId"].as_str().unwrap_or_default().to_owned();
                    self.events.push_back(Event { session, method, params: message["params"].take() });
                }
                Ok(Some(message))
            }
            Err(mpsc::RecvTimeoutError::Timeout) => Ok(None),
            Err(mpsc::RecvTimeoutError::Disconnected) => bail!("the browser has ended"),
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.ask("Browser.close", json!({}));
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}
