//! Bars, drawn by hand as SVG; legible on light and on dark pages.
//! It knows figures and their names; it doesn't know what they mean.

use std::fmt::Write;

use crate::stats::Spread;

/// One bar.
pub(crate) struct Bar {
    pub(crate) name: &'static str,
    pub(crate) spread: Spread,
    /// Whether it is one of ours.
    pub(crate) is_ours: bool,
}

/// Bars that are compared with each other.
pub(crate) struct Group {
    pub(crate) title: String,
    pub(crate) bars: Vec<Bar>,
}

const WIDTH: f64 = 760.0;
/// Where bars begin, and how long the longest one is.
const LEFT: f64 = 170.0;
const LENGTH: f64 = 480.0;
const LINE: f64 = 20.0;

const STYLE: &str = ":root{color:#24292f;--peer:#9aa4b1;--ours:#a8322f;--thin:#57606a}\
                     @media(prefers-color-scheme:dark){:root{color:#e6e9ed;--peer:#6b7684;--ours:#f0a594;--thin:#b3bcc6}}\
                     text{fill:currentColor;font:13px system-ui,sans-serif}.title{font-weight:600;font-size:15px}\
                     .group{font-weight:600}.peer{fill:var(--peer)}.ours{fill:var(--ours)}\
                     path{stroke:currentColor;fill:none}";

/// Draws groups one below the other, each on a scale of its own; the line over a bar goes from quartile to quartile.
pub(crate) fn draw(title: &str, unit: &str, groups: &[Group]) -> String {
    let mut inside = format!("<text class=\"title\" x=\"0\" y=\"18\">{}</text>\n", escaped(title));
    let mut y = 46.0;
    for group in groups {
        let _ = writeln!(inside, "<text class=\"group\" x=\"0\" y=\"{y}\">{}</text>", escaped(&group.title));
        y += 8.0;
        let largest = group.bars.iter().map(|bar| bar.spread.high).fold(f64::MIN_POSITIVE, f64::max);
        for bar in &group.bars {
            inside += &draw_bar(bar, y, LENGTH / largest, unit);
            y += LINE;
        }
        y += 26.0;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {y}\" width=\"{WIDTH}\" height=\"{y}\" role=\"img\">\n\
         <title>{}</title>\n<style>{STYLE}</style>\n{inside}</svg>\n",
        escaped(title)
    )
}

fn draw_bar(bar: &Bar, y: f64, scale: f64, unit: &str) -> String {
    let Spread { low, median, high } = bar.spread;
    let [low, length, high] = [low, median, high].map(|figure| (figure.max(0.0) * scale).round());
    let (text, middle, base) = (LEFT - 8.0, y + 8.0, y + 13.0);
    let class = if bar.is_ours { "ours" } else { "peer" };
    let end = LEFT + length.max(high) + 8.0;
    format!(
        "<text x=\"{text}\" y=\"{base}\" text-anchor=\"end\">{}</text>\
         <rect class=\"{class}\" x=\"{LEFT}\" y=\"{y}\" width=\"{length}\" height=\"16\"/>\
         <path d=\"M{} {middle}H{}\"/><text x=\"{end}\" y=\"{base}\">{}{unit}</text>\n",
        escaped(bar.name),
        LEFT + low,
        LEFT + high,
        short(median),
    )
}

/// A figure with as many places as say something.
fn short(figure: f64) -> String {
    if figure.abs() >= 10.0 { format!("{figure:.0}") } else { format!("{figure:.1}") }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::{Bar, Group, draw};
    use crate::stats::Spread;

    #[test]
    fn the_largest_bar_is_as_long_as_there_is_room() {
        let bar = |name, median| Bar { name, spread: Spread { low: median, median, high: median }, is_ours: false };
        let svg = draw("a & b", " ms", &[Group { title: "c".into(), bars: vec![bar("d", 50.0), bar("e", 100.0)] }]);
        assert!(svg.contains("<title>a &amp; b</title>"));
        assert!(svg.contains("width=\"240\" height=\"16\"") && svg.contains("width=\"480\" height=\"16\""));
    }
}
