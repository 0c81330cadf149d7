//! Medians, quartiles, and ratios between what was measured in the same round.
//! It knows numbers only.

use std::collections::BTreeMap;

/// The middle of some figures, and the middles of its halves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spread {
    pub(crate) low: f64,
    pub(crate) median: f64,
    pub(crate) high: f64,
}

/// The spread of some figures, if there are any.
pub(crate) fn spread(figures: &[f64]) -> Option<Spread> {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |part: f64| quantile(&sorted, part);
    Some(Spread { low: at(0.25)?, median: at(0.5)?, high: at(0.75)? })
}

/// The figure that stands that far into sorted ones, between two neighbors in proportion.
fn quantile(sorted: &[f64], part: f64) -> Option<f64> {
    let place = part * sorted.len().checked_sub(1)? as f64;
    let (below, above) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
    Some(below + (above - below) * place.fract())
}

/// Each figure by the one of the same round; a round that lacks either is left out.
pub(crate) fn ratios(figures: &BTreeMap<usize, f64>, to: &BTreeMap<usize, f64>) -> Vec<f64> {
    let both = figures.iter().filter_map(|(round, figure)| Some((figure, to.get(round).filter(|to| **to != 0.0)?)));
    both.map(|(figure, to)| figure / to).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Spread, ratios, spread};

    #[test]
    fn the_middle_of_five_is_the_third() {
        let expected = Spread { low: 2.0, median: 3.0, high: 4.0 };
        assert_eq!(spread(&[5.0, 1.0, 4.0, 2.0, 3.0]), Some(expected));
    }

    #[test]
    fn the_middle_of_two_lies_between_them() {
        assert_eq!(spread(&[4.0, 2.0]).map(|spread| spread.median), Some(3.0));
    }

    #[test]
    fn one_figure_has_no_spread() {
        assert_eq!(spread(&[7.0]), Some(Spread { low: 7.0, median: 7.0, high: 7.0 }));
        assert_eq!(spread(&[]), None);
    }

    #[test]
    fn only_figures_of_the_same_round_are_compared() {
        let figures = BTreeMap::from([(0, 2.0), (2, 9.0), (3, 1.0)]);
        let to = BTreeMap::from([(0, 1.0), (1, 1.0), (2, 3.0), (3, 0.0)]);
        assert_eq!(ratios(&figures, &to), [2.0, 3.0]);
    }
}
