//! Takes pictures of the gallery for people to look at: `shots FOLDER [webkit]`.
//!
//! Without `webkit` they are Chromium's.

use std::{env, fs, path::Path, process::ExitCode};

use dateline_e2e::{
    browser::{Browser, Engine},
    devtools::{Scheme, set_preferences, set_screen},
    fleet::{check_release, release},
    gallery::{exhibits, open, serve},
    site::Site,
    stage::Stage,
};
use fantoccini::Client;

/// The widths at which the full article is shown.
const WIDTHS: [u32; 5] = [280, 420, 720, 1040, 1400];

/// What the gallery's page needs on both sides of the widget.
const MARGIN: u32 = 8;

/// The height of the screen before the page's own is known.
const SCREEN: u32 = 900;

/// One picture to take.
struct Shot {
    name: String,
    query: String,
    width: u32,
    scheme: Scheme,
}

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let (folder, engine) = match &words[..] {
        [folder] => (folder, Engine::Chromium),
        [folder, engine] if engine == "webkit" => (folder, Engine::WebKit),
        _ => {
            eprintln!("usage: shots FOLDER [webkit]");
            return ExitCode::FAILURE;
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("the system gives us threads");
    match runtime.block_on(take_all(folder, engine)) {
        Ok(count) => {
            println!("{count} pictures in {folder}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("shots: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Takes all pictures, and ends the browser whatever happens.
async fn take_all(folder: &str, engine: Engine) -> Result<usize, String> {
    check_release()?;
    fs::create_dir_all(folder).map_err(|error| format!("{folder}: {error}"))?;
    let browser = Browser::start(engine).await?;
    let client = browser.client().clone();
    let folder = folder.to_owned();
    // A task of its own, so that a panic still ends the browser.
    let taking = tokio::spawn(async move {
        let ids = exhibits(&stage(engine, &client).await).await;
        let shots = shots(&ids);
        for shot in &shots {
            // Fresh origins each time: a browser that has a larger picture already shows that one.
            take(&stage(engine, &client).await, &client, shot, Path::new(&folder)).await?;
        }
        Ok::<_, String>(shots.len())
    });
    let taken = taking.await;
    browser.quit().await;
    taken.map_err(|error| error.to_string())?
}

async fn stage(engine: Engine, client: &Client) -> Stage {
    let site = Site::start(&release()).await;
    serve(&site);
    Stage::new(engine, site, client.clone())
}

async fn take(stage: &Stage, client: &Client, shot: &Shot, folder: &Path) -> Result<(), String> {
    let failed = |error| format!("{}: {error}", shot.name);
    let width = shot.width + 2 * MARGIN;
    let mut query = shot.query.clone();
    if stage.engine == Engine::Chromium {
        set_preferences(client, shot.scheme).await.map_err(failed)?;
    } else {
        query += &format!("&theme={}", shot.scheme.name());
    }
    resize(stage, client, width, SCREEN).await.map_err(failed)?;
    open(stage, &format!("{query}&width={}", shot.width)).await;
    stage.run("document.querySelector('.bar').hidden = true;").await;
    // The whole page becomes the screen: what is lazy comes into view, and the picture shows it all.
    let height = stage.run("return document.documentElement.offsetHeight;").await;
    let height = u32::try_from(height.as_u64().unwrap_or_default()).unwrap_or(SCREEN);
    resize(stage, client, width, height.max(1)).await.map_err(failed)?;
    stage.wait_until(QUIET).await;
    stage.run_async(PAINTED).await;
    let png = client.screenshot().await.map_err(failed)?;
    let file = folder.join(format!("{}.png", shot.name));
    fs::write(&file, png).map_err(|error| format!("{}: {error}", file.display()))?;
    println!("{}", file.display());
    Ok(())
}

/// A window can't be as small as a screen, but it is what other drivers have.
async fn resize(stage: &Stage, client: &Client, width: u32, height: u32) -> Result<(), fantoccini::error::CmdError> {
    match stage.engine {
        Engine::Chromium => set_screen(client, width, height).await,
        Engine::Firefox | Engine::WebKit => client.set_window_size(width, height).await,
    }
}

/// Fonts are there, and pictures not only fetched but decoded.
const PAINTED: &str = "await document.fonts.ready;
    const pictures = [...(d.widget()?.shadowRoot.querySelectorAll('img') ?? [])];
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
    await d.settle();";

/// All pictures of the widget have come, or failed to.
const QUIET: &str = "[...(d.widget()?.shadowRoot.querySelectorAll('img') ?? [])].every((picture) => picture.complete)";

/// What is shown, at which width and in which colors.
fn shots(ids: &[String]) -> Vec<Shot> {
    let mut shots = Vec::new();
    let mut add = |name: &str, query: String, widths: &[u32]| {
        for &width in widths {
            for scheme in Scheme::ALL {
                let name = format!("{name}-{width}-{}", scheme.name());
                shots.push(Shot { name, query: query.clone(), width, scheme });
            }
        }
    };
    for id in ids {
        let widths = match &**id {
            "full" | "blocks" => &WIDTHS[..],
            "compact" | "card" => &[280, 420, 720],
            _ => &[420],
        };
        add(id, format!("show={id}"), widths);
    }
    add("full-rtl", "show=full&dir=rtl".into(), &[280, 720, 1040]);
    for variant in ["compact", "card"] {
        add(&format!("{variant}-rtl"), format!("show={variant}&dir=rtl"), &[420]);
    }
    add("full-german-labels", "show=full&lang=de".into(), &[420]);
    for look in ["ledger", "signal"] {
        add(&format!("full-{look}"), format!("show=full&look={look}"), &[420, 1040]);
        add(&format!("full-{look}-rtl"), format!("show=full&look={look}&dir=rtl"), &[720]);
        for variant in ["compact", "card"] {
            add(&format!("{variant}-{look}"), format!("show={variant}&look={look}"), &[420]);
        }
    }
    shots
}
