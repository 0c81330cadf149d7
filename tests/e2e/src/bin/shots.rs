//! Takes pictures of the widget for people to look at: `shots FOLDER`.
//!
//! It shows the demo's articles where they exist, and otherwise those of the tests.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use dateline_e2e::{
    answer::{Answer, Gate},
    browser::{Browser, Engine},
    devtools::{Scheme, set_preferences, set_screen},
    fleet::{check_release, release},
    page::{FALLBACK, Page, element},
    press,
    site::{Role, Site, from_file},
    stage::Stage,
};
use fantoccini::Client;
use serde_json::{Map, Value};

/// The widths at which the full article is shown.
const WIDTHS: [u32; 5] = [280, 420, 720, 1040, 1400];

/// The page's margin around the widget.
const MARGIN: u32 = 16;

/// The height of the screen before the page's own is known.
const SCREEN: u32 = 900;

/// One picture to take.
struct Shot {
    name: String,
    width: u32,
    scheme: Scheme,
    element: String,
    /// True when everything that is to be seen is there.
    done: &'static str,
}

const READY: &str = "d.state() === 'ready'";
const LOADING: &str = "d.state() === 'loading'";
const FAILED: &str = "d.state() === 'failed'";

fn main() -> ExitCode {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: shots FOLDER");
        return ExitCode::FAILURE;
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("the system gives us threads");
    match runtime.block_on(take_all(&folder)) {
        Ok(count) => {
            println!("{count} pictures in {}", folder.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("shots: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Takes all pictures, and ends the browser whatever happens.
async fn take_all(folder: &Path) -> Result<usize, String> {
    check_release()?;
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let browser = Browser::start(Engine::Chromium).await?;
    let client = browser.client().clone();
    let folder = folder.to_owned();
    // A task of its own, so that a panic still ends the browser.
    let taking = tokio::spawn(async move {
        let mut count = 0;
        loop {
            // Fresh origins each time: a browser that has a larger picture already shows that one.
            let site = Site::start(&release()).await;
            let Some(shot) = shots(&site).into_iter().nth(count) else {
                return Ok::<_, String>(count);
            };
            let stage = Stage::new(Engine::Chromium, site, client.clone());
            take(&stage, &client, &shot, &folder).await?;
            count += 1;
        }
    });
    let taken = taking.await;
    browser.quit().await;
    taken.map_err(|error| error.to_string())?
}

async fn take(stage: &Stage, client: &Client, shot: &Shot, folder: &Path) -> Result<(), String> {
    let failed = |error| format!("{}: {error}", shot.name);
    let width = shot.width + 2 * MARGIN;
    set_screen(client, width, SCREEN).await.map_err(failed)?;
    set_preferences(client, shot.scheme).await.map_err(failed)?;
    stage.open(host_page(stage, &shot.element)).await;
    stage.wait_until(shot.done).await;
    stage.settle().await;
    // The whole page becomes the screen: what is lazy comes into view, and the picture shows it all.
    let height = stage.run("return document.documentElement.offsetHeight;").await;
    let height = u32::try_from(height.as_u64().unwrap_or_default()).unwrap_or(SCREEN);
    set_screen(client, width, height.max(1)).await.map_err(failed)?;
    stage.wait_until(QUIET).await;
    stage.run_async(PAINTED).await;
    let png = client.screenshot().await.map_err(failed)?;
    let file = folder.join(format!("{}.png", shot.name));
    fs::write(&file, png).map_err(|error| format!("{}: {error}", file.display()))?;
    println!("{}", file.display());
    Ok(())
}

/// Fonts are there, and pictures not only fetched but decoded.
const PAINTED: &str = "await document.fonts.ready;
    const pictures = [...d.widget().shadowRoot.querySelectorAll('img')];
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => {})));
    await d.settle();";

/// All pictures of the widget have come, or failed to.
const QUIET: &str = "[...d.widget().shadowRoot.querySelectorAll('img')].every((picture) => picture.complete)";

fn host_page(stage: &Stage, element: &str) -> Page {
    let style = format!(
        "<meta name=\"color-scheme\" content=\"light dark\"><style>
        body {{ margin: {MARGIN}px; font: 16px/1.5 system-ui, sans-serif; }}
        dateline-article {{ display: block; }}</style>"
    );
    Page::new(element.to_owned() + &stage.tag("")).head(style)
}

/// What is shown, at which width and in which colors.
fn shots(site: &Site) -> Vec<Shot> {
    let articles = Articles::publish(site);
    let ready =
        |src: &str, attributes: &str| element(&format!(r#"src="{src}" loading="eager" {attributes}"#), FALLBACK);
    let bare = |src: &str| element(&format!(r#"src="{src}" loading="eager""#), "");
    let mut shots = Vec::new();
    let mut add = |name: &str, widths: &[u32], schemes: &[Scheme], element: &str, done| {
        for &width in widths {
            for &scheme in schemes {
                shots.push(Shot {
                    name: format!("{name}-{width}-{}", scheme.name()),
                    width,
                    scheme,
                    element: element.to_owned(),
                    done,
                });
            }
        }
    };
    let both = &Scheme::ALL[..];
    let light = &[Scheme::Light][..];
    add("full", &WIDTHS, both, &ready(&articles.full, ""), READY);
    add("rtl", &[280, 720, 1040], light, &ready(&articles.rtl, ""), READY);
    add("rtl", &[720], &[Scheme::Dark], &ready(&articles.rtl, ""), READY);
    add("german", &[420], light, &ready(&articles.full, r#"lang="de""#), READY);
    for variant in ["compact", "card"] {
        let attributes = format!(r#"variant="{variant}""#);
        add(variant, &[280, 420, 720], both, &ready(&articles.full, &attributes), READY);
    }
    add("brief", &[420, 720], light, &ready(&articles.brief, ""), READY);
    add("loading", &[280, 420, 1040], both, &bare(&articles.slow), LOADING);
    add("loading-with-fallback", &[420], light, &ready(&articles.slow, ""), LOADING);
    add("failed", &[280, 420, 720], both, &bare(&articles.failing), FAILED);
    add("failed-with-fallback", &[420, 720], both, &ready(&articles.failing, ""), FAILED);
    add("missing", &[420], light, &bare(&articles.missing), FAILED);
    add("withdrawn", &[420], light, &bare(&articles.withdrawn), FAILED);
    add("trending-failed", &[420, 1040], light, &ready(&articles.without_trending, ""), TRENDING_FAILED);
    shots
}

const TRENDING_FAILED: &str = "d.state() === 'ready' && d.eventsOf('dateline-error').length";

/// The URLs of what is shown.
struct Articles {
    full: String,
    rtl: String,
    brief: String,
    slow: String,
    failing: String,
    missing: String,
    withdrawn: String,
    without_trending: String,
}

impl Articles {
    fn publish(site: &Site) -> Self {
        let mut demo = Vec::new();
        publish_folder(site, &demo_folder(), "/articles", &mut demo);
        let fullest = |right_to_left| {
            let matching = demo.iter().filter(|demo| demo.is_right_to_left() == right_to_left);
            let fullest = matching.max_by_key(|demo| demo.article.len());
            fullest.map(|demo| demo.url.clone())
        };
        let full = fullest(false).unwrap_or_else(|| site.publish("/full.json", &press::full_article(site)));
        let rtl = fullest(true).unwrap_or_else(|| site.publish("/rtl.json", &press::arabic_article(site)));
        let mut withdrawn = press::full_article(site);
        withdrawn["status"] = "withheld".into();
        // The notice names the host; ours has another port each time.
        withdrawn["url"] = "https://example.org/a/night-ferries".into();
        let mut without_trending = press::full_article(site);
        let broken = site.serve(Role::Publisher, "/list.json", Answer::status(500));
        without_trending["trending"] = serde_json::json!({ "src": broken });
        Self {
            full,
            rtl,
            brief: site.publish("/brief.json", &press::brief("A Short Story With Nothing Else to Say")),
            slow: site.serve(
                Role::Publisher,
                "/slow.json",
                Answer::json(&press::brief("Never")).behind(&Gate::closed()),
            ),
            failing: site.serve(Role::Publisher, "/failing.json", Answer::status(503)),
            missing: site.serve(Role::Publisher, "/missing.json", Answer::status(404)),
            withdrawn: site.publish("/withdrawn.json", &withdrawn),
            without_trending: site.publish("/without-trending.json", &without_trending),
        }
    }
}

/// An article of the demo page.
struct Demo {
    url: String,
    article: Map<String, Value>,
}

impl Demo {
    /// Reads the file as an article; other files aren't one.
    fn read(file: &Path, url: &str) -> Option<Self> {
        let json = fs::read(file).ok()?;
        let article: Map<String, Value> = serde_json::from_slice(&json).ok()?;
        article.contains_key("headline").then(|| Self { url: url.to_owned(), article })
    }

    fn is_right_to_left(&self) -> bool {
        self.article.get("direction").is_some_and(|direction| direction == "rtl")
    }
}

fn demo_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/articles")
}

/// Serves every file of a folder under a path, and adds its articles to the list.
fn publish_folder(site: &Site, folder: &Path, path: &str, demo: &mut Vec<Demo>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    // The order must not depend on the file system.
    files.sort();
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let path = format!("{path}/{name}");
        if file.is_dir() {
            publish_folder(site, &file, &path, demo);
        } else {
            let url = site.serve(Role::Publisher, &path, from_file(&file));
            demo.extend(Demo::read(&file, &url));
        }
    }
}
