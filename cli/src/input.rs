//! Where articles come from: files, folders of them, standard input, addresses.
//! It knows no format.

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use dateline::decode::{self, Json};

/// The longest document that is read, as in the browser.
const MAX_BYTES: u64 = 4 << 20;
/// From asking to the last byte, as in the browser.
const DEADLINE: Duration = Duration::from_secs(10);
/// What relative addresses in a file resolve against, where nobody says otherwise.
pub(crate) const NOWHERE: &str = "https://article.invalid/";

/// One document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    File(PathBuf),
    Standard,
    Address(String),
}

impl Input {
    /// The inputs that an argument names; a folder stands for the JSON files in it and below.
    pub(crate) fn all(arguments: &[String]) -> io::Result<Vec<Self>> {
        let mut inputs = Vec::new();
        for argument in arguments {
            let path = Path::new(argument);
            match argument.as_str() {
                "-" => inputs.push(Self::Standard),
                address if is_address(address) => inputs.push(Self::Address(address.to_owned())),
                _ if path.is_dir() => add_folder(path, &mut inputs)?,
                _ => inputs.push(Self::File(path.to_owned())),
            }
        }
        Ok(inputs)
    }

    /// The name that is told of it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Standard => "standard input".to_owned(),
            Self::Address(address) => address.clone(),
        }
    }

    /// What relative addresses in it resolve against: its own address, else `base`.
    pub(crate) fn src(&self, base: Option<&str>) -> String {
        match self {
            Self::Address(address) => address.clone(),
            _ => base.unwrap_or(NOWHERE).to_owned(),
        }
    }

    /// The file beside this one that is served at `address`, if this one is served at `base`.
    pub(crate) fn beside(&self, base: &str, address: &str) -> Option<Self> {
        let Self::File(path) = self else { return None };
        let (folder, _) = base.rsplit_once('/')?;
        let name = address.strip_prefix(folder)?.strip_prefix('/')?;
        // What looks like a way out of the folder is asked for.
        let is_within = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
        let file = path.with_file_name("").join(name);
        (is_within && file.is_file()).then_some(Self::File(file))
    }

    /// Reads the document; the error is a sentence.
    pub(crate) fn read(&self) -> Result<Json, String> {
        match self {
            Self::File(path) => parse(&read_limited(fs::File::open(path).map_err(|error| error.to_string())?)?),
            Self::Standard => parse(&read_limited(io::stdin().lock())?),
            Self::Address(address) => {
                let json = parse(&get(address)?)?;
                let fuller = decode::fuller_address(&json, address);
                // As in the browser: what can't be had in full is taken as it is.
                Ok(fuller.and_then(|address| parse(&get(&address).ok()?).ok()).unwrap_or(json))
            }
        }
    }
}

/// Whether an argument is an address rather than a file.
pub(crate) fn is_address(argument: &str) -> bool {
    argument.starts_with("http://") || argument.starts_with("https://")
}

fn add_folder(folder: &Path, inputs: &mut Vec<Input>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            add_folder(&path, inputs)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            inputs.push(Input::File(path));
        }
    }
    Ok(())
}

fn read_limited(source: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    source.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if bytes.len() as u64 > MAX_BYTES { Err("it is over 4 MB".to_owned()) } else { Ok(bytes) }
}

/// Asks an address; the error is a sentence.
pub(crate) fn get(address: &str) -> Result<Vec<u8>, String> {
    let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(DEADLINE)).build().into();
    let request = agent.get(address).header("Accept", "application/json, */*;q=0.5");
    let mut response = request.call().map_err(|error| error.to_string())?;
    read_limited(response.body_mut().as_reader())
}

/// Reads a document as JSON; the error is a sentence.
pub(crate) fn parse(bytes: &[u8]) -> Result<Json, String> {
    if bytes.trim_ascii().is_empty() {
        return Err("it is empty".to_owned());
    }
    // A mark of byte order is none of JSON's, and browsers take it off as well.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut source = serde_json::Deserializer::from_slice(bytes);
    let json = Json::read(&mut source).and_then(|json| source.end().map(|()| json));
    json.map_err(|error| format!("not JSON: {error}"))
}
