//! The networks and machines that readers have, as Chromium imitates them.
//! It knows figures only; Slow and Fast 4G are those of Chromium's developer tools.

/// What a reader has.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Network {
    Free,
    Fast4G,
    Slow4G,
    /// Slow 4G, and a processor of a quarter of the speed.
    Slow4GSlowCpu,
}

impl Network {
    pub(crate) const ALL: [Self; 4] = [Self::Free, Self::Fast4G, Self::Slow4G, Self::Slow4GSlowCpu];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Free => "no throttle",
            Self::Fast4G => "Fast 4G",
            Self::Slow4G => "Slow 4G",
            Self::Slow4GSlowCpu => "Slow 4G, CPU ×4",
        }
    }

    /// Milliseconds that each request waits.
    pub(crate) fn latency(self) -> f64 {
        match self {
            Self::Free => 0.0,
            Self::Fast4G => 165.0,
            Self::Slow4G | Self::Slow4GSlowCpu => 562.5,
        }
    }

    /// Bytes a second; less than nothing is no limit.
    pub(crate) fn throughput(self) -> f64 {
        match self {
            Self::Free => -1.0,
            Self::Fast4G => 1_012_500.0,
            Self::Slow4G | Self::Slow4GSlowCpu => 180_000.0,
        }
    }

    /// By how much the processor is slowed.
    pub(crate) fn cpu(self) -> u32 {
        if self == Self::Slow4GSlowCpu { 4 } else { 1 }
    }
}
