//! Numbering schemes: the nth mark of a pattern such as "(a)", "i." or "1". It keeps no count.

/// The `n`th mark (from 1) of a pattern. The first of `a A i I 1` in it counts; all else is
/// printed. A pattern without one is printed as it is.
pub(super) fn mark(pattern: &str, n: usize) -> String {
    let Some(at) = pattern.find(['a', 'A', 'i', 'I', '1']) else { return pattern.to_owned() };
    let (before, rest) = pattern.split_at(at);
    let (counter, after) = rest.split_at(1);
    let number = match counter {
        "a" => letters(n),
        "A" => letters(n).to_uppercase(),
        "i" => roman(n),
        "I" => roman(n).to_uppercase(),
        _ => n.to_string(),
    };
    format!("{before}{number}{after}")
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
    use super::mark;

    #[test]
    fn marks_follow_their_pattern() {
        assert_eq!(mark("(a)", 2), "(b)");
        assert_eq!(mark("(a)", 28), "(ab)");
        assert_eq!(mark("i.", 4), "iv.");
        assert_eq!(mark("A", 26), "Z");
        assert_eq!(mark("1", 12), "12");
        assert_eq!(mark("•", 3), "•");
    }
}
