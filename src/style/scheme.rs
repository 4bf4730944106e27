//! Numbering schemes: the nth mark of a pattern such as "(a)", "i." or "1". It keeps no count.

/// The characters of a pattern that count.
const COUNTERS: [char; 5] = ['a', 'A', 'i', 'I', '1'];

/// The `n`th mark (from 1) of a pattern. The first of `a A i I 1` in it counts; all else is printed. A
/// pattern without one is printed as it is.
pub(crate) fn mark(pattern: &str, n: usize) -> String {
    let counter = pattern.chars().find(|c| COUNTERS.contains(c)).unwrap_or('1');
    own_mark(pattern, &counted(counter, n))
}

/// A mark that counts at several depths: "2.11" for "1.1" and 2, 11. Each of `a A i I 1` takes the next
/// of `path`; all else is printed, as the "0" of "1.0" is.
pub(crate) fn path_mark(pattern: &str, path: &[usize]) -> String {
    let mut path = path.iter();
    let mut out = String::new();
    for c in pattern.chars() {
        match path.as_slice().first().filter(|_| COUNTERS.contains(&c)) {
            Some(n) => {
                out.push_str(&counted(c, *n));
                path.next();
            }
            None => out.push(c),
        }
    }
    out
}

fn counted(counter: char, n: usize) -> String {
    match counter {
        'a' => letters(n),
        'A' => letters(n).to_uppercase(),
        'i' => roman(n),
        'I' => roman(n).to_uppercase(),
        _ => n.to_string(),
    }
}

/// A pattern with a number of the author's own in place of what counts: "8a." for "1." and "8a".
pub(crate) fn own_mark(pattern: &str, number: &str) -> String {
    match pattern.find(COUNTERS) {
        Some(at) => format!("{}{number}{}", &pattern[..at], &pattern[at + 1..]),
        None => pattern.to_owned(),
    }
}

/// The letters for a number: 1 is a, 26 is z, 27 is aa.
fn letters(mut n: usize) -> String {
    let mut out = Vec::new();
    while n > 0 {
        n -= 1;
        out.push(b'a' + u8::try_from(n % 26).unwrap_or(0));
        n /= 26;
    }
    out.iter().rev().map(|b| char::from(*b)).collect()
}

fn roman(mut n: usize) -> String {
    const PARTS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut out = String::new();
    for (value, letters) in PARTS {
        while n >= value {
            out.push_str(letters);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{mark, own_mark, path_mark};

    #[test]
    fn marks_follow_their_pattern() {
        assert_eq!(mark("(a)", 2), "(b)");
        assert_eq!(mark("(a)", 28), "(ab)");
        assert_eq!(mark("i.", 4), "iv.");
        assert_eq!(mark("A", 26), "Z");
        assert_eq!(mark("1", 12), "12");
        assert_eq!(mark("•", 3), "•");
        assert_eq!(own_mark("1.", "8a"), "8a.");
        assert_eq!(own_mark("(a)", "c"), "(c)");
        assert_eq!(path_mark("1.0", &[2]), "2.0");
        assert_eq!(path_mark("1.1", &[2, 11]), "2.11");
        assert_eq!(path_mark("A.1(i)", &[1, 2, 4]), "A.2(iv)");
    }
}
