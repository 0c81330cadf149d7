//! Tells the user what is being done and how long it took.
//!
//! Knows nothing of the work itself.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Does one named piece of work, saying when it starts and how long it took.
pub(crate) fn timed<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("  {name} …");
    let started = Instant::now();
    let result = work()?;
    println!("  {name}: {}", seconds(started.elapsed()));
    Ok(result)
}

/// Writes a duration for people.
pub(crate) fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {:02} s", duration.as_secs() / 60, duration.as_secs() % 60)
    }
}

/// Writes a number of bytes with its thousands apart.
pub(crate) fn bytes(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(bytes(0), "0");
        assert_eq!(bytes(999), "999");
        assert_eq!(bytes(65_536), "65,536");
        assert_eq!(bytes(1_000_000), "1,000,000");
    }

    #[test]
    fn long_durations_are_told_in_minutes() {
        assert_eq!(seconds(Duration::from_millis(1_250)), "1.2 s");
        assert_eq!(seconds(Duration::from_secs(61)), "1 min 01 s");
    }
}
