//! Sums in tables, of what is printed: a blank and words without a digit count as nothing.

use crate::figures::town::Town;

const COLUMNS: &str = "column = [ { key = \"ward\", heading = \"Ward\" }, { key = \"n\", heading = \"Number\", format = \"integer\", total = true }, { key = \"m\", heading = \"More\", format = \"integer\" }, { key = \"both\", heading = \"Both\", format = \"integer\", sum_of = [\"n\", \"m\"], total = true } ]\n";

#[test]
fn words_of_a_figure_count_as_nothing() {
    let town = Town::new()
        .indicator("x", "measure = \"count\"\nbetter = \"lower\"\ntolerance = 0\ntarget = 5")
        .series("x", "quarter", "2024/25 Q3 = 1; 2024/25 Q4 = 4");
    let rows = "row = [ { ward = \"North\", n = \"{{ x.now }}\", m = 3 }, { ward = \"South\", n = \"{{ x.status }}\", m = \"\" }, { ward = \"East\", n = 1200, m = 5 } ]";
    assert_eq!(
        town.rows(&format!("{COLUMNS}{rows}")),
        ["North | 4 | 3 | 7", "South | green |  | 0", "East | 1,200 | 5 | 1,205", "Total | 1,204 |  | 1,212"]
    );
}
