//! Names of cells and columns as a spreadsheet has them: "B4", "AA". It never looks into a sheet.

/// The row and column of a cell by its name, from 0: "B4" is row 3, column 1.
pub(crate) fn cell_position(name: &str) -> Option<(usize, usize)> {
    let name = name.trim();
    let end = name.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, digits) = name.split_at(end);
    let row = digits.parse::<usize>().ok()?.checked_sub(1)?;
    (row < 1 << 20).then_some((row, column_number(letters)?))
}

/// The first and the last cell of a range by its name, as [`cell_position`] gives each: "A4:F20". One cell is
/// no range.
pub(super) fn cell_range(name: &str) -> Option<((usize, usize), (usize, usize))> {
    let (first, last) = name.split_once(':')?;
    Some((cell_position(first)?, cell_position(last)?))
}

/// The number of a column by its letters, from 0.
fn column_number(letters: &str) -> Option<usize> {
    let mut number = 0_usize;
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    for letter in letters.bytes() {
        let place = letter.to_ascii_uppercase().checked_sub(b'A').filter(|place| *place < 26)?;
        number = number * 26 + usize::from(place) + 1;
    }
    (number <= 1 << 14).then_some(number - 1)
}

/// The letters of a column by its number from 0: 0 is A, 26 is AA.
pub(crate) fn column_letters(mut n: usize) -> String {
    let mut out = Vec::new();
    loop {
        out.push(b'A' + u8::try_from(n % 26).unwrap_or(0));
        if n < 26 {
            break;
        }
        n = n / 26 - 1;
    }
    out.iter().rev().map(|b| char::from(*b)).collect()
}

/// The name of a cell by its row and column, from 0: "B4".
pub(super) fn cell_name(row: usize, column: usize) -> String {
    format!("{}{}", column_letters(column), row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_a_spreadsheet_names_them() {
        assert_eq!(cell_position("B4"), Some((3, 1)));
        assert_eq!(cell_position("xfd1048576"), Some((1_048_575, 16_383)));
        for bad in ["XFE1", "A0", "A1048577", "4B", "B", "AAAA1", ""] {
            assert_eq!(cell_position(bad), None, "{bad}");
        }
        assert_eq!([0, 25, 26, 701].map(column_letters), ["A", "Z", "AA", "ZZ"]);
        assert_eq!(cell_name(3, 1), "B4");
    }
}
