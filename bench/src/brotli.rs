//! Brotli at its hardest, by Node's encoder, which is the reference one: what a server would send.
//! It knows bytes only.

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread;

use anyhow::{Context, Result, ensure};

const COMPRESS: &str = r#"
const { brotliCompressSync, constants } = require("node:zlib");
const { readFileSync } = require("node:fs");
const input = readFileSync(0);
const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: input.length };
process.stdout.write(brotliCompressSync(input, { params }));
"#;

/// Compresses some bytes.
pub(crate) fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut node = Command::new("node");
    node.args(["-e", COMPRESS]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = node.spawn().context("cannot start node, which compresses")?;
    let mut input = child.stdin.take().context("node has no input")?;
    let mut output = child.stdout.take().context("node has no output")?;
    let bytes = bytes.to_vec();
    let writer = thread::spawn(move || input.write_all(&bytes));
    let mut compressed = Vec::new();
    output.read_to_end(&mut compressed).context("cannot read what node compressed")?;
    let status = child.wait().context("cannot wait for node")?;
    ensure!(status.success() && matches!(writer.join(), Ok(Ok(()))), "node couldn't compress ({status})");
    Ok(compressed)
}
