//! The three engines: finding, starting and ending a browser with its driver.
//!
//! It knows WebDriver and processes; it knows no page.

use std::{
    env, fs,
    io::ErrorKind,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, error::NewSessionError};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::{Instant, sleep, timeout},
};

/// A first start on a busy machine takes a minute.
const START: Duration = Duration::from_secs(90);

/// How long a session may take to end before its driver is ended without it.
const FAREWELL: Duration = Duration::from_secs(10);

/// The size of every window.
const WINDOW: (u32, u32) = (1280, 900);

/// Who draws the page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Engine {
    /// Chromium, headless.
    Chromium,
    /// Firefox, headless.
    Firefox,
    /// WebKitGTK's `MiniBrowser`, on a display of its own: it has no headless mode.
    WebKit,
}

impl Engine {
    /// All engines, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Its name in test names and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    fn driver(self) -> Result<PathBuf, String> {
        match self {
            Self::Chromium => find("DATELINE_CHROMEDRIVER", &["chromedriver"]),
            Self::Firefox => find("DATELINE_GECKODRIVER", &["geckodriver"]),
            Self::WebKit => find("DATELINE_WEBKITDRIVER", &["WebKitWebDriver"]),
        }
    }

    fn binary(self) -> Result<PathBuf, String> {
        match self {
            Self::Chromium => find("DATELINE_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"]),
            Self::Firefox => find("DATELINE_FIREFOX", &["firefox-esr", "firefox"]),
            Self::WebKit => find("DATELINE_MINIBROWSER", &["MiniBrowser"]),
        }
    }

    fn capabilities(self, binary: &Path) -> Value {
        match self {
            Self::Chromium => json!({ "goog:chromeOptions": { "binary": binary, "args": [
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--hide-scrollbars",
                // A picture of the page waits for the pictures in it.
                "--disable-checker-imaging",
            ] } }),
            Self::Firefox => json!({ "moz:firefoxOptions": {
                "binary": binary, "args": ["-headless"],
            } }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": binary, "args": ["--automation"] },
            }),
        }
    }
}

/// A running browser with one session.
pub struct Browser {
    client: Client,
    // Dropping a child kills it: also when a test run panics.
    driver: Child,
    display: Option<Child>,
}

impl Browser {
    /// Starts driver and browser, and opens the session; where that fails, once more.
    ///
    /// # Errors
    /// One sentence that names what is missing or what went wrong.
    pub async fn start(engine: Engine) -> Result<Self, String> {
        match Self::try_to_start(engine).await {
            Ok(browser) => Ok(browser),
            Err(error) => {
                eprintln!("{error}; trying once more");
                Self::try_to_start(engine).await
            }
        }
    }

    async fn try_to_start(engine: Engine) -> Result<Self, String> {
        let name = engine.name();
        let in_engine = |error| format!("{name}: {error}");
        let binary = engine.binary().map_err(in_engine)?;
        let driver = engine.driver().map_err(in_engine)?;
        let log = log_file(engine);
        let mut command = Command::new(&driver);
        let port = free_port();
        command.arg(format!("--port={port}"));
        let display = if engine == Engine::WebKit {
            let (display, child) = start_display().await?;
            command.env("DISPLAY", display);
            Some(child)
        } else {
            None
        };
        let mut driver = command
            .stdin(Stdio::null())
            .stdout(output(&log))
            .stderr(output(&log))
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| format!("{name}: cannot run {}: {error}", driver.display()))?;
        let connecting = connect(port, engine.capabilities(&binary), &mut driver);
        match timeout(START, connecting).await {
            Ok(Ok(client)) => {
                let (width, height) = WINDOW;
                let resized = client.set_window_size(width, height).await;
                resized.map_err(|error| format!("{name}: {error}"))?;
                Ok(Self { client, driver, display })
            }
            Ok(Err(error)) => Err(format!("{name}: {error} (log: {})", log.display())),
            Err(_) => Err(format!("{name}: no session after {} s (log: {})", START.as_secs(), log.display())),
        }
    }

    /// What drives its pages.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Ends session, browser and driver.
    pub async fn quit(mut self) {
        // A browser that doesn't answer any more is ended with its driver.
        let _ = timeout(FAREWELL, self.client.close()).await;
        let _ = self.driver.kill().await;
        if let Some(mut display) = self.display {
            let _ = display.kill().await;
        }
    }
}

/// Opens the session as soon as the driver listens.
async fn connect(port: u16, capabilities: Value, driver: &mut Child) -> Result<Client, String> {
    let Value::Object(capabilities) = capabilities else {
        unreachable!("capabilities are an object");
    };
    let url = format!("http://127.0.0.1:{port}");
    wait_for_listener(port, driver).await?;
    ClientBuilder::new(HttpConnector::new()).capabilities(capabilities).connect(&url).await.map_err(|error| match error
    {
        NewSessionError::SessionNotCreated(error) => format!("no session: {error}"),
        error => format!("no session: {error}"),
    })
}

async fn wait_for_listener(port: u16, driver: &mut Child) -> Result<(), String> {
    let deadline = Instant::now() + START;
    loop {
        if tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok() {
            return Ok(());
        }
        if let Ok(Some(status)) = driver.try_wait() {
            return Err(format!("the driver ended at once: {status}"));
        }
        if Instant::now() > deadline {
            return Err("the driver doesn't listen".into());
        }
        sleep(Duration::from_millis(50)).await;
    }
}

/// Starts a virtual display and returns its name.
async fn start_display() -> Result<(String, Child), String> {
    let xvfb = find("DATELINE_XVFB", &["Xvfb"])?;
    let mut child = Command::new(xvfb)
        .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset"])
        .args(["-screen", "0", "1400x1000x24"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| format!("webkit: cannot run Xvfb: {error}"))?;
    let mut reader = BufReader::new(child.stdout.take().expect("its output is piped"));
    let mut line = String::new();
    match timeout(START, reader.read_line(&mut line)).await {
        Ok(Ok(read)) if read > 0 => Ok((format!(":{}", line.trim()), child)),
        _ => Err("webkit: Xvfb names no display".into()),
    }
}

/// The file named by the variable, else the first of the programs in the usual places.
fn find(variable: &str, programs: &[&str]) -> Result<PathBuf, String> {
    if let Some(path) = env::var_os(variable).map(PathBuf::from) {
        return if path.is_file() {
            Ok(path)
        } else {
            Err(format!("{variable} names {}, which is no file", path.display()))
        };
    }
    let folders = usual_folders();
    programs
        .iter()
        .flat_map(|program| folders.iter().map(move |folder| folder.join(program)))
        .find(|path| path.is_file())
        .ok_or_else(|| format!("{} is missing: install it, or name it in {variable}", programs[0]))
}

fn usual_folders() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&path).collect();
    folders.extend(env::var_os("CARGO_HOME").map(|home| Path::new(&home).join("bin")));
    folders.extend(env::var_os("HOME").map(|home| Path::new(&home).join(".cargo/bin")));
    folders.push("/usr/bin".into());
    for webkit in ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"] {
        let architectures = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
        folders.extend(architectures.map(|entry| entry.path().join(webkit)));
        folders.push(Path::new("/usr/libexec").join(webkit));
    }
    folders
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("loopback has a free port")
        .port()
}

/// Where the driver's own words go.
fn log_file(engine: Engine) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/e2e");
    match fs::create_dir_all(&folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => env::temp_dir(),
        _ => folder,
    }
    .join(format!("{}.log", engine.name()))
}

fn output(log: &Path) -> Stdio {
    let file = fs::OpenOptions::new().create(true).append(true).open(log);
    file.map_or_else(|_| Stdio::null(), Stdio::from)
}
