//! A table of words in columns. It knows nothing of what it shows.

/// A table in columns; the first to the left, the others to the right.
pub(crate) fn aligned(table: &[Vec<String>]) -> String {
    let width = |column: usize| {
        table.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count()).max().unwrap_or(0)
    };
    let mut out = String::new();
    for row in table {
        for (n, cell) in row.iter().enumerate() {
            let cell = if n == 0 {
                format!("{cell:<w$}", w = width(0))
            } else {
                format!("{cell:>w$}", w = width(n) + 3)
            };
            out.push_str(&cell);
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out
}
