//! Starts other programs and turns their failures into one sentence.
//!
//! Knows nothing of what the programs are for.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

/// How often a long build says how far it is.
const PROGRESS: Duration = Duration::from_secs(20);

/// Makes a command without what `cargo run` adds to our own environment.
///
/// Another toolchain must not load this one's libraries, and Trunk must not call this one's cargo.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.env_remove("CARGO").env_remove("LD_LIBRARY_PATH").stdin(Stdio::null());
    command
}

/// Runs a command to its end; its output is the user's to see.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start `{}`", line_of(command)))?;
    ensure!(status.success(), "`{}` failed ({status})", line_of(command));
    Ok(())
}

/// Runs a command and returns what it printed; its errors are the user's to see.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    command.stderr(Stdio::inherit());
    let output = command.output().with_context(|| format!("cannot start `{}`", line_of(command)))?;
    ensure!(output.status.success(), "`{}` failed ({})", line_of(command), output.status);
    String::from_utf8(output.stdout).with_context(|| format!("`{}` printed no UTF-8", line_of(command)))
}

/// Runs a command and returns what it printed, or nothing if it failed or isn't there; for asking what a machine has.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Runs a long build: its output goes to a log, the user sees a count now and then, and the log's end if it fails.
pub(crate) fn run_logged(command: &mut Command, log: &Path) -> Result<()> {
    let mut file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("cannot start `{}`", line_of(command)))?;
    let stderr = child.stderr.take().context("the child has no standard error")?;
    let started = Instant::now();
    let (mut compiled, mut said) = (0, Instant::now());
    for line in BufReader::new(stderr).lines() {
        let line = line.context("cannot read the build's output")?;
        compiled += usize::from(line.trim_start().starts_with("Compiling "));
        writeln!(file, "{line}").with_context(|| format!("cannot write {}", log.display()))?;
        if said.elapsed() > PROGRESS {
            println!("    {compiled} crates, {} s so far", started.elapsed().as_secs());
            said = Instant::now();
        }
    }
    let status = child.wait().context("cannot wait for the build")?;
    if !status.success() {
        bail!("`{}` failed ({status}); its log ends with:\n{}", line_of(command), tail(log, 15));
    }
    Ok(())
}

/// Runs a command, showing its output as it comes and returning whether it succeeded together with the output.
pub(crate) fn run_watched(command: &mut Command) -> Result<(bool, String)> {
    let (reader, writer) = std::io::pipe().context("cannot make a pipe")?;
    let both = writer.try_clone().context("cannot make a pipe")?;
    let mut child =
        command.stdout(writer).stderr(both).spawn().with_context(|| format!("cannot start `{}`", line_of(command)))?;
    // The command holds our ends of the pipe; without this the reader would never see its end.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut output = String::new();
    for line in BufReader::new(reader).split(b'\n') {
        let line = line.context("cannot read the output")?;
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        output.push_str(&line);
        output.push('\n');
    }
    let status = child.wait().context("cannot wait for the command")?;
    Ok((status.success(), output))
}

/// Finds a program in PATH.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Puts folders in front of the user's PATH.
pub(crate) fn path_with<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.into_iter().map(PathBuf::from).chain(env::split_paths(&path));
    env::join_paths(all).context("a folder of a tool holds a colon")
}

fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

fn tail(file: &Path, lines: usize) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let all: Vec<_> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}
