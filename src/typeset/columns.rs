//! Widths of table columns, worked out from the words in them and the fonts. It never breaks a word: a table
//! whose longest words do not fit is a finding, or is turned on its side.

/// The room on a page of A4, in points.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PageSpace {
    /// The width from margin to margin on an upright page.
    pub portrait: f64,
    /// The width from margin to margin on a page on its side.
    pub sideways: f64,
    /// The height from top to bottom margin of an upright page.
    pub height: f64,
    /// The width of the column of paragraph numbers.
    pub indent: f64,
    /// The width of the column of lists' labels.
    pub label: f64,
    /// The size of text.
    pub text: f64,
    /// The size of text in tables.
    pub size: f64,
}

/// The width that a column needs, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ColumnNeed {
    /// The width of the longest word.
    pub least: f64,
    /// The width of the longest line.
    pub most: f64,
}

/// The blank space at both sides of a cell together, in points.
pub(super) const INSET: f64 = 10.5;
/// The width in points below which a column of text is tiring to read.
const COMFORT: f64 = 88.0;
/// The width in points that every column has at least.
const NARROWEST: f64 = 30.0;

/// The widths of the columns in `room` points, each at least its longest word's. `None` where they do not
/// fit.
pub(super) fn fit(needs: &[ColumnNeed], room: f64) -> Option<Vec<f64>> {
    let least: f64 = needs.iter().map(|n| n.least.max(NARROWEST)).sum();
    if least > room {
        return None;
    }
    let most: f64 = needs.iter().map(|n| n.most.max(NARROWEST)).sum();
    if most <= room {
        return Some(needs.iter().map(|n| n.most.max(NARROWEST)).collect());
    }
    // What is left is shared out by what each column still lacks, on the square root: a column
    // with ten times the text gets some three times the width.
    let mut widths: Vec<f64> = needs.iter().map(|n| n.least.max(NARROWEST)).collect();
    let mut left = room - least;
    for _ in 0..needs.len() + 1 {
        let lacks: Vec<f64> = needs.iter().zip(&widths).map(|(n, w)| (n.most - w).max(0.0).sqrt()).collect();
        let sum: f64 = lacks.iter().sum();
        if sum <= 0.0 || left < 0.01 {
            break;
        }
        let mut given = 0.0;
        for ((width, need), lack) in widths.iter_mut().zip(needs).zip(&lacks) {
            let share = (left * lack / sum).min((need.most - *width).max(0.0));
            *width += share;
            given += share;
        }
        left -= given;
    }
    Some(widths)
}

/// Whether a table is better read on a page on its side: its words do not fit an upright one, or
/// would stand in columns too narrow to read.
pub(super) fn wants_sideways(needs: &[ColumnNeed], room: f64) -> bool {
    let comfort: f64 = needs.iter().map(|n| n.most.min(COMFORT.max(n.least)).max(NARROWEST)).sum();
    comfort > room
}

/// The share of the width that a column to be filled in has, of an even one.
const TO_FILL_IN: f64 = 0.9;

/// Gives columns in which nothing stands yet a fair share of `room` points: somebody is to write in them.
pub(super) fn share_out(needs: &mut [ColumnNeed], empty: &[bool], room: f64) {
    let even = room / needs.len().max(1) as f64 * TO_FILL_IN;
    let others: f64 = needs.iter().zip(empty).filter(|(_, empty)| !**empty).map(|(need, _)| need.least).sum();
    let count = empty.iter().filter(|empty| **empty).count().max(1);
    let share = even.min((room - others) / count as f64);
    for (need, _) in needs.iter_mut().zip(empty).filter(|(_, empty)| **empty) {
        need.least = need.least.max(share);
        need.most = need.most.max(share);
    }
}

impl PageSpace {
    /// The width of an image of a ratio in `space` points: all of it, or less where the image would
    /// be too tall, or coarser than 96 pixels an inch.
    pub(super) fn image(&self, space: f64, ratio: f64, pixels: Option<u32>) -> f64 {
        let sharp = pixels.map_or(f64::INFINITY, |n| f64::from(n) * 72.0 / 96.0);
        space.min(self.height * 0.6 * ratio).min(sharp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn need(least: f64, most: f64) -> ColumnNeed {
        ColumnNeed { least, most }
    }

    #[test]
    fn a_small_table_is_as_wide_as_its_words() {
        assert_eq!(fit(&[need(40.0, 60.0), need(35.0, 35.0)], 400.0), Some(vec![60.0, 35.0]));
    }

    #[test]
    fn a_wide_table_fills_the_room_and_breaks_no_word() {
        let needs = [need(50.0, 900.0), need(60.0, 70.0), need(40.0, 200.0)];
        let widths = fit(&needs, 400.0).expect("fits");
        assert!((widths.iter().sum::<f64>() - 400.0).abs() < 0.5, "{widths:?}");
        assert!(widths.iter().zip(&needs).all(|(w, n)| *w >= n.least && *w <= n.most + 0.01), "{widths:?}");
    }

    #[test]
    fn columns_to_be_filled_in_have_a_fair_share() {
        let mut needs = [need(50.0, 900.0), need(30.0, 30.0), need(30.0, 60.0)];
        share_out(&mut needs, &[false, true, false], 400.0);
        let widths = fit(&needs, 400.0).expect("fits");
        assert!(widths[1] >= 119.0, "{widths:?}");
        // They never take what others need.
        let mut needs = [need(300.0, 900.0), need(30.0, 30.0)];
        share_out(&mut needs, &[false, true], 400.0);
        assert!(fit(&needs, 400.0).is_some_and(|widths| widths[1] >= 99.0));
    }

    #[test]
    fn what_does_not_fit_is_said() {
        assert_eq!(fit(&[need(300.0, 300.0), need(200.0, 250.0)], 400.0), None);
        assert!(wants_sideways(&[need(60.0, 400.0); 6], 450.0));
        assert!(!wants_sideways(&[need(40.0, 400.0), need(40.0, 60.0)], 450.0));
    }
}
