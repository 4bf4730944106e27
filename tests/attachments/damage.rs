//! Files of the corpus with damage that nobody thought of: each is drawn as far as it can be read, or
//! refused in words; never a fault, and never a pack that another reader cannot read.

use std::panic::{set_hook, take_hook};
use std::sync::Once;

use boardpack::cli::Exit;
use boardpack::pdf::is_catching;
use lopdf::Document;
use proptest::prelude::{ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::test_runner::RngSeed;
use proptest::{collection, prop_assert, prop_assert_eq};

use crate::attachments::built::{council, original, run};
use crate::attachments::corpus::CASES;
use crate::support::key_faults;

/// What is done to some bytes of a file, the place as a part of the whole.
#[derive(Debug, Clone)]
enum Damage {
    Byte(f64, u8),
    Gone(f64, usize),
    Twice(f64, usize),
    Number(f64, i64),
    Key(f64, f64),
    Cut(usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = || 0.0..1.0;
    prop_oneof![
        4 => (place(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        1 => (place(), 1..400_usize).prop_map(|(at, count)| Damage::Gone(at, count)),
        1 => (place(), 1..400_usize).prop_map(|(at, count)| Damage::Twice(at, count)),
        2 => (place(), prop_oneof![-1..9_i64, 99_999_999..i64::MAX]).prop_map(|(at, n)| Damage::Number(at, n)),
        2 => (place(), place()).prop_map(|(at, from)| Damage::Key(at, from)),
        1 => (1..3000_usize).prop_map(Damage::Cut),
    ]
}

/// The first run of bytes after a place that are of a kind.
fn found(bytes: &[u8], from: usize, of: impl Fn(&u8) -> bool) -> Option<std::ops::Range<usize>> {
    let start = from + bytes[from..].iter().position(&of)?;
    let count = bytes[start..].iter().position(|byte| !of(byte)).unwrap_or(bytes.len() - start);
    Some(start..start + count)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "small"
)]
fn done(bytes: &mut Vec<u8>, damage: &Damage) {
    let count = bytes.len();
    let place = |part: f64| ((count as f64 * part) as usize).min(count.saturating_sub(1));
    let end = |at: usize, long: usize| (at + long).min(count);
    let name = |at: f64| {
        let range = found(bytes, place(at), |byte| *byte == b'/')?;
        found(bytes, range.end, u8::is_ascii_alphabetic)
    };
    match *damage {
        _ if count < 2 => {}
        Damage::Byte(at, byte) => bytes[place(at)] = byte,
        Damage::Gone(at, long) => drop(bytes.drain(place(at)..end(place(at), long))),
        Damage::Twice(at, long) => {
            let part = bytes[place(at)..end(place(at), long)].to_vec();
            bytes.splice(place(at)..place(at), part);
        }
        Damage::Number(at, number) => {
            if let Some(range) = found(bytes, place(at), u8::is_ascii_digit) {
                bytes.splice(range, number.to_string().into_bytes());
            }
        }
        Damage::Key(at, from) => {
            if let (Some(range), Some(other)) = (name(at), name(from)) {
                let other = bytes[other].to_vec();
                bytes.splice(range, other);
            }
        }
        Damage::Cut(long) => bytes.truncate(count.saturating_sub(long).max(1)),
    }
}

/// What the reader of PDFs says when it panics is not for those who read the tests' output.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |info| {
            if !is_catching() {
                before(info);
            }
        }));
    });
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        // The same damage each time: what a reader panics at is not found by luck on a day of release.
        rng_seed: RngSeed::Fixed(6),
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_damage_is_drawn_or_said(nth in 0..CASES.len(), damages in collection::vec(damage(), 1..6)) {
        quiet();
        let mut bytes = original(CASES[nth].name);
        damages.iter().for_each(|damage| done(&mut bytes, damage));
        let council = council(&[("damaged", &bytes)]);
        let ran = run(&council);
        prop_assert!(matches!(ran.exit, Exit::Done | Exit::Problems), "{:?}: {}", ran.exit, ran.err);
        // Which puts the damaged file itself to the independent check.
        let checked = council.run(&["check", "packs/made"]);
        prop_assert!(checked.exit == ran.exit, "{:?}: {}", checked.exit, checked.err);
        if ran.exit == Exit::Problems {
            prop_assert!(ran.err.contains("error[attachment]") && ran.err.contains("hint:"), "{}", ran.err);
            prop_assert!(!council.path().join("out/packs").exists());
        } else {
            let pack = Document::load(council.path().join("out/packs/made/pack.pdf")).expect("a PDF");
            prop_assert_eq!(key_faults(&pack), Vec::<String>::new());
            for page in pack.page_iter() {
                // What other readers could not unpack is not there any more.
                for stream in pack.get_page_contents(page) {
                    let stream = pack.get_object(stream).and_then(|stream| stream.as_stream().cloned());
                    prop_assert!(stream.is_ok_and(|mut stream| stream.decompress().is_ok()), "{page:?}");
                }
            }
        }
    }
}
