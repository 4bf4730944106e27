//! Numbering schemes: the nth mark of a pattern such as "(a)", "i." or "1". It keeps no count.

/// What counts in a pattern.
const COUNTERS: [char; 5] = ['a', 'A', 'i', 'I', '1'];

/// The `n`th mark (from 1) of a pattern. The first of `a A i I 1` in it counts; all else is
/// printed. A pattern without one is printed as it is.
pub fn mark(pattern: &str, n: usize) -> String {
    let number = match pattern.chars().find(|c| COUNTERS.contains(c)) {
        Some('a') => letters(n),
        Some('A') => letters(n).to_uppercase(),
        Some('i') => roman(n),
        Some('I') => roman(n).to_uppercase(),
        _ => n.to_string(),
    };
    own_mark(pattern, &number)
}

/// A pattern with a number of the author's own in place of what counts: "8a." for "1." and "8a".
pub fn own_mark(pattern: &str, number: &str) -> String {
    match pattern.find(COUNTERS) {
        Some(at) => format!("{}{number}{}", &pattern[..at], &pattern[at + 1..]),
        None => pattern.to_owned(),
    }
}

/// 1 is a, 26 is z, 27 is aa.
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
    use super::{mark, own_mark};

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
    }
}
