//! One browser per engine, started when first needed, shared by all tests, ended at the end.

use std::{env, path::PathBuf, pin::Pin, time::Duration};

use tokio::{sync::Mutex, time::timeout};

use crate::{
    browser::{Browser, Engine},
    site::Site,
    stage::Stage,
};

/// No test takes longer.
const LIMIT: Duration = Duration::from_secs(120);

/// How long a page may take to be left.
const LEAVING: Duration = Duration::from_secs(20);

/// What a test does.
pub type Play = fn(Stage) -> Pin<Box<dyn Future<Output = ()> + Send>>;

/// All browsers of a run.
#[derive(Default)]
pub struct Fleet {
    berths: [Mutex<Berth>; Engine::ALL.len()],
}

#[derive(Default)]
enum Berth {
    #[default]
    Empty,
    Running(Box<Browser>),
    /// It couldn't be started; each of its tests says so.
    Sunk(String),
}

impl Fleet {
    /// Plays one test on a fresh page with fresh servers.
    ///
    /// # Errors
    /// Why the test failed, and what the page had to say.
    pub async fn play(&self, engine: Engine, play: Play) -> Result<(), String> {
        let mut berth = self.berths[engine as usize].lock().await;
        let client = berth.browser(engine).await?.client().clone();
        let site = Site::start(&release()).await;
        let stage = Stage::new(engine, site, client);
        let result = perform(stage.clone(), play).await;
        if timeout(LEAVING, leave(&stage)).await != Ok(true) {
            berth.clear().await;
        }
        result
    }

    /// Ends all browsers.
    pub async fn end(&self) {
        for berth in &self.berths {
            berth.lock().await.clear().await;
        }
    }
}

impl Berth {
    async fn browser(&mut self, engine: Engine) -> Result<&Browser, String> {
        if let Self::Empty = self {
            *self = match Browser::start(engine).await {
                Ok(browser) => Self::Running(Box::new(browser)),
                Err(error) => Self::Sunk(error),
            };
        }
        match self {
            Self::Running(browser) => Ok(browser),
            Self::Sunk(error) => Err(error.clone()),
            Self::Empty => unreachable!("a start ends well or badly"),
        }
    }

    async fn clear(&mut self) {
        if let Self::Running(browser) = std::mem::take(self) {
            browser.quit().await;
        }
    }
}

/// Runs the test in a task of its own, so that its panic ends nothing else.
async fn perform(stage: Stage, play: Play) -> Result<(), String> {
    let mut task = tokio::spawn(play(stage.clone()));
    let failure = match timeout(LIMIT, &mut task).await {
        Ok(Ok(())) => return Ok(()),
        Ok(Err(error)) => panic_message(error),
        Err(_) => {
            task.abort();
            format!("not done after {} s", LIMIT.as_secs())
        }
    };
    Err(format!("{failure}\n{}", stage.report().await))
}

fn panic_message(error: tokio::task::JoinError) -> String {
    let Ok(panic) = error.try_into_panic() else {
        return "the test was canceled".into();
    };
    match panic.downcast::<String>() {
        Ok(message) => *message,
        Err(panic) => panic.downcast_ref::<&str>().map_or("the test panicked", |message| message).into(),
    }
}

/// Closes what a test opened; whether the browser can be used again.
async fn leave(stage: &Stage) -> bool {
    stage.leave().await.is_ok()
}

/// The folder with the release that is tested.
pub fn release() -> PathBuf {
    env::var_os("DATELINE_DIST")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../dist")), PathBuf::from)
}

/// The folder with the program that fails where a page asks for it.
pub fn faulty() -> PathBuf {
    env::var_os("DATELINE_FAULTY")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/faulty")), PathBuf::from)
}

/// Makes sure that there is a release to test.
///
/// # Errors
/// One sentence that names the file that is missing.
pub fn check_release() -> Result<(), String> {
    let release = release();
    let missing = ["dateline.js", "dateline.wasm"].into_iter().find(|file| !release.join(file).is_file());
    missing.map_or(Ok(()), |file| {
        Err(format!(
            "{} is missing: `cargo xtask dist` builds it, DATELINE_DIST names another folder",
            release.join(file).display()
        ))
    })
}
