//! How often things are measured, and in what order.
//! It doesn't know what is measured.

use anyhow::Result;

use crate::contender::Contender;
use crate::network::Network;

/// How much of everything is measured.
pub(crate) struct Pace {
    /// Whether it is for a look only.
    pub(crate) is_quick: bool,
    /// How many rounds there are, where that was said.
    pub(crate) rounds: Option<usize>,
    /// Whom and what to leave out, by names; for a look at a part.
    pub(crate) only: Vec<String>,
}

impl Pace {
    /// How often a page is loaded on a network: where the network takes most of the time, figures hardly differ.
    pub(crate) fn rounds(&self, network: Network) -> usize {
        let usual = match network {
            Network::Free => 7,
            Network::Fast4G => 5,
            Network::Slow4G => 3,
            Network::Slow4GSlowCpu => 2,
        };
        self.rounds.unwrap_or(if self.is_quick { 1 } else { usual })
    }

    /// How often everything else is done.
    pub(crate) fn repeats(&self) -> usize {
        self.rounds.unwrap_or(if self.is_quick { 1 } else { 3 })
    }

    /// Whether a contender or a network has that name.
    pub(crate) fn knows(name: &str) -> bool {
        Contender::ALL.iter().any(|contender| format!("{contender:?}") == name)
            || Network::ALL.iter().any(|network| format!("{network:?}") == name)
    }

    /// Those who take part.
    pub(crate) fn contenders(&self, all: &[Contender]) -> Vec<Contender> {
        let is_wanted = |contender: &Contender| {
            self.is_wanted(&format!("{contender:?}"), &Contender::ALL.map(|all| format!("{all:?}")))
        };
        all.iter().copied().filter(is_wanted).collect()
    }

    /// The networks that take part.
    pub(crate) fn networks(&self) -> Vec<Network> {
        let is_wanted =
            |network: &Network| self.is_wanted(&format!("{network:?}"), &Network::ALL.map(|all| format!("{all:?}")));
        Network::ALL.into_iter().filter(is_wanted).collect()
    }

    /// Where none of its kind is named, all are wanted.
    fn is_wanted(&self, name: &str, kind: &[String]) -> bool {
        let mut named = self.only.iter().filter(|only| kind.contains(only)).peekable();
        named.peek().is_none() || named.any(|only| only == name)
    }

    /// A load that fails is told and left out: one bad moment must not cost a quarter of an hour.
    pub(crate) fn bear(&self, result: Result<()>) {
        if let Err(error) = result {
            eprintln!("  left out: {error:#}");
        }
    }

    /// Says how far things are.
    pub(crate) fn say(&self, what: &str, round: usize, rounds: usize) {
        println!("  {what}: round {} of {rounds}", round + 1);
    }
}

/// The contenders in the order of a round: who was first is last the next time, and everybody begins once.
pub(crate) fn order(count: usize, round: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).map(|place| (place + round / 2) % count).collect();
    if round % 2 == 1 {
        order.reverse();
    }
    order
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn everybody_is_in_every_round() {
        for round in 0..7 {
            let mut all = order(5, round);
            all.sort_unstable();
            assert_eq!(all, [0, 1, 2, 3, 4]);
        }
    }

    #[test]
    fn rounds_differ() {
        assert_eq!(order(3, 0), [0, 1, 2]);
        assert_eq!(order(3, 1), [2, 1, 0]);
        assert_eq!(order(3, 2), [1, 2, 0]);
    }
}
