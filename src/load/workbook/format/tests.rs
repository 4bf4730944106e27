//! What Excel shows by a number format, code by code.

use super::*;

/// What is shown, with its value in words where it is a number or a day.
fn displayed(code: &str, value: f64) -> String {
    match NumberFormat::of(code).show(value, false) {
        Displayed::Words(text) => format!("words {text:?}"),
        Displayed::Number(number) => number.text,
        Displayed::Day(day, text) => format!("{text} ({day})"),
        Displayed::Time(kind, text) => format!("{text} ({kind})"),
        Displayed::Unknown => "unknown".to_owned(),
    }
}

#[test]
fn numbers_print_as_in_excel() {
    for (code, value, text) in [
        ("General", 1234.5, "1234.5"),
        ("General", 0.1 + 0.2, "0.3"),
        ("General", 1.0 / 3.0, "0.333333333"),
        ("General", -12_345_678.0, "-12345678"),
        ("General", 0.000_012_34, "0.00001234"),
        ("General", 0.000_012_345_678, "unknown"),
        ("General", 0.000_100_000_000_1, "0.0001"),
        ("General", 0.000_123_456_789_1, "0.000123457"),
        ("General", 1e-12, "unknown"),
        ("General", 0.0, "0"),
        ("General", 100_012_345_678.0, "100012345678"),
        ("0", 2.5, "3"),
        ("0", -0.4, "0"),
        ("#,##0", 1_234_567.0, "1,234,567"),
        ("#,##0.00", 1234.5, "1,234.50"),
        ("0.0%", 0.0536, "5.4%"),
        ("0%", 1.05, "105%"),
        ("\"£\"#,##0.00", 53_776.1, "£53,776.10"),
        ("[$£-809]#,##0;[Red]-[$£-809]#,##0", -1200.0, "-£1,200"),
        ("_-\"£\"* #,##0.00_-;\\-\"£\"* #,##0.00_-;_-\"£\"* \"-\"??_-;_-@_-", -3.0, "-£3.00"),
        ("[$€-2] #,##0", 12.0, "€ 12"),
        ("#,##0_);(#,##0)", -1234.0, "(1,234)"),
        ("#,##0,", 12_345_678.0, "12,346"),
        ("0.0,,\"m\"", 12_345_678.0, "12.3m"),
        ("#,##0\" [p]\"", 52.0, "52 [p]"),
        ("00000", 7.0, "00007"),
        ("000-000", 12_345.0, "012-345"),
        ("0.##", 1.5, "1.5"),
        ("0.##", 2.0, "2"),
        ("#", 0.0, "words \"\""),
        ("+0;-0;0", 4.0, "+4"),
        ("0;-0;\"nil\"", 0.0, "words \"nil\""),
        (";;;", 12.0, "words \"\""),
        ("[<5]\"*\";0", 3.0, "words \"*\""),
        ("[<5]\"*\";0", 12.0, "12"),
        ("[<5]\"*\"", 3.0, "words \"*\""),
        ("[>=1000000]0.0,,\"m\";[>=1000]0,\"k\";0", 2500.0, "3k"),
        ("[=1]\"Yes\";[=0]\"No\";0", 1.0, "words \"Yes\""),
        ("@", 12.5, "12.5"),
        ("0.00E+00", 12.0, "unknown"),
        ("# ?/?", 0.5, "unknown"),
        ("# ?/8", 1.25, "unknown"),
        ("0.00;[Red]0.00", -1234.5, "-1234.50"),
        ("0.00;0.00", -1234.5, "1234.50"),
        ("General\" days\"", 12.0, "12 days"),
        ("#,##0,.0", 12_345_678.0, "12,345.7"),
        ("0,,.00", 12_345_678.0, "12.35"),
        ("0,.", 12_345.0, "12"),
    ] {
        assert_eq!(displayed(code, value), text, "{code} {value}");
    }
}

#[test]
fn a_number_is_shown_by_the_section_that_it_belongs_to() {
    for (code, value, text) in [
        ("0;-0.0", 0.0, "0"),
        ("0;[Red]0.0", -3.0, "3.0"),
        ("0\"ab\";[Red]0\\a\\b", -3.0, "-3ab"),
        ("[<5]\"*\";0", 5.0, "5"),
        ("[<=5]\"*\";0", 4.0, "words \"*\""),
        ("[<=5]\"*\";0", 5.0, "words \"*\""),
        ("[<=5]\"*\";0", 6.0, "6"),
        ("[>5]0.0;0", 4.0, "4"),
        ("[>5]0.0;0", 5.0, "5"),
        ("[>5]0.0;0", 6.0, "6.0"),
        ("[>=1000]0,\"k\";0", 1000.0, "1k"),
        ("[<>0]0.0;\"nil\"", 3.0, "3.0"),
        ("[<>0]0.0;\"nil\"", 0.0, "words \"nil\""),
        // The sections without a condition have what is left: above zero, below it, all else.
        ("[>100]0.0;0.00;0", -5.0, "-5.00"),
        ("[>100]0.0;0.00;0", 0.0, "0"),
        ("[>100]0.0;0.00;0", 5.0, "5"),
        ("0.0;[<-5]0.00;0", 3.0, "3.0"),
        ("0.0;[<-5]0.00;0", 0.0, "0"),
        ("0.0;[<-5]0.00;0", -3.0, "-3"),
        ("[>5]0;0.0", -3.0, "-3.0"),
    ] {
        assert_eq!(displayed(code, value), text, "{code} {value}");
    }
}

/// A section for numbers below zero alone shows no minus sign of its own accord; any other one does.
#[test]
fn a_minus_sign_is_left_out_where_the_condition_says_it() {
    for (code, text) in [
        ("[<0]0.0;0", "3.0"),
        ("[<=-1]0.0;0", "3.0"),
        ("[=-3]0.0;0", "3.0"),
        ("[<5]0.0;0", "-3.0"),
        ("[<=0]0.0;0", "-3.0"),
        ("[<=5]0.0;0", "-3.0"),
        ("[>-5]0.0;0", "-3.0"),
    ] {
        assert_eq!(displayed(code, -3.0), text, "{code}");
    }
}

#[test]
fn signs_in_quotes_and_brackets_part_no_sections() {
    for (code, value, text) in [
        ("0\\;", 5.0, "5;"),
        ("0\";\"", 5.0, "5;"),
        ("[$;]0", 5.0, "words \";5\""),
        ("0\\\";-0.0", -3.0, "-3.0"),
        ("[$\"]0;-0.0", -3.0, "-3.0"),
        ("[$_]0;-0.0", -3.0, "-3.0"),
    ] {
        assert_eq!(displayed(code, value), text, "{code} {value}");
    }
}

#[test]
fn what_is_not_known_is_not_guessed() {
    for code in ["0x", "[hx]", "General0", "General%", "@0", "\"x\"%"] {
        assert_eq!(displayed(code, 5.0), "unknown", "{code}");
    }
    // A stroke makes a fraction only where digits stand on both sides of it.
    assert_eq!(displayed("0\"/\"", 5.0), "5/");
    let of_length = |length: usize| format!("0\"{}\"", "x".repeat(length - 3));
    assert_eq!(displayed(&of_length(1024), 5.0), format!("5{}", "x".repeat(1021)));
    assert_eq!(displayed(&of_length(1025), 5.0), "unknown");
}

#[test]
fn a_plus_sign_is_kept_apart() {
    let plus = |code: &str| match NumberFormat::of(code).show(4.0, false) {
        Displayed::Number(number) => number.plus,
        other => panic!("no number: {other:?}"),
    };
    assert!(plus("+0;-0;0") && !plus("0"));
}

#[test]
fn numbers_keep_the_value_behind_their_text() {
    for (code, value, number, decimals, mark) in [
        ("0%", 1.0512, "105.12", 0, ""),
        ("#,##0,", 12_345_678.0, "12345.678", 0, ""),
        ("#,##0;(#,##0)", -1234.0, "-1234", 0, ""),
        ("0.0\" [p]\"", 52.06, "52.06", 1, " [p]"),
        ("General", 0.25, "0.25", 2, ""),
    ] {
        let Displayed::Number(read) = NumberFormat::of(code).show(value, false) else {
            panic!("no number: {code}");
        };
        assert_eq!(
            (read.number.to_string().as_str(), read.decimals, read.mark.as_str()),
            (number, decimals, mark),
            "{code}"
        );
        assert_eq!(read.by_format, code != "General", "{code}");
    }
}

#[test]
fn days_and_times_print_as_in_excel() {
    for (code, value, text) in [
        ("dd/mm/yyyy", 45_352.0, "01/03/2024 (2024-03-01)"),
        ("mmm-yy", 45_717.0, "Mar-25 (2025-03-01)"),
        ("d mmmm yyyy", 45_352.0, "1 March 2024 (2024-03-01)"),
        ("[$-809]dddd, d mmmm yyyy;@", 45_352.0, "Friday, 1 March 2024 (2024-03-01)"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 45_352.0, "01 March 2024 (2024-03-01)"),
        ("[$-F400]h:mm:ss\\ AM/PM", 0.75, "18:00:00 (a time of day)"),
        ("yyyy", 45_352.0, "2024 (2024-03-01)"),
        ("dd/mm/yy", 45_352.75, "01/03/24 (2024-03-01)"),
        ("dd/mm/yyyy", 1.0, "01/01/1900 (1900-01-01)"),
        ("dd/mm/yyyy", 59.0, "28/02/1900 (1900-02-28)"),
        ("dd/mm/yyyy", 61.0, "01/03/1900 (1900-03-01)"),
        ("dd/mm/yyyy", 60.0, "unknown"),
        ("dd/mm/yyyy", 0.0, "unknown"),
        ("dd/mm/yyyy", -1.0, "unknown"),
        ("h:mm", 9.5 / 24.0, "9:30 (a time of day)"),
        ("hh:mm", 0.0, "00:00 (a time of day)"),
        ("h:mm AM/PM", 13.75 / 24.0, "1:45 PM (a time of day)"),
        ("h:mm:ss", 0.999_999_9, "0:00:00 (a time of day)"),
        ("mm:ss", 0.001, "01:26 (a time of day)"),
        ("[h]:mm", 36.25 / 24.0, "36:15 (a length of time)"),
        ("[h]:mm:ss", 1.5 / 24.0, "1:30:00 (a length of time)"),
        ("[mm]:ss", 1.5 / 24.0, "90:00 (a length of time)"),
        ("[h]:mm", -1.5, "-36:00 (a length of time)"),
        ("dd/mm/yyyy hh:mm", 45_352.0 + 14.0 / 24.0 + 5.0 / 1440.0, "01/03/2024 14:05 (a day with a time)"),
        ("mm:ss.0", 0.000_017_36, "00:01.5 (a time of day)"),
        ("mm:ss.0", 1.56 / 86_400.0, "00:01.6 (a time of day)"),
        ("mm:ss.00", 1.556 / 86_400.0, "00:01.56 (a time of day)"),
        ("mm:ss.000", 1.5556 / 86_400.0, "00:01.556 (a time of day)"),
        ("h:mm:ss", 1.6 / 86_400.0, "0:00:02 (a time of day)"),
        ("h:mm AM/PM", 9.5 / 24.0, "9:30 AM (a time of day)"),
        ("h:mm AM/PM", 0.5, "12:00 PM (a time of day)"),
        ("h:mm A/P", 0.0, "12:00 A (a time of day)"),
        ("hh:mm", 1.0, "00:00 (a day with a time)"),
        ("hh:mm", 1.5, "12:00 (a day with a time)"),
        ("[h]:mm:ss", -1e-9, "0:00:00 (a length of time)"),
        ("d/m/yy", 45_352.0, "1/3/24 (2024-03-01)"),
        ("ddd", 45_352.0, "Fri (2024-03-01)"),
        ("mmmmm", 45_352.0, "M (2024-03-01)"),
        ("dd/mm/yyyy", 2_958_465.0, "31/12/9999 (9999-12-31)"),
        ("dd/mm/yyyy", 2_958_466.0, "unknown"),
    ] {
        assert_eq!(displayed(code, value), text, "{code} {value}");
    }
    let in_1904 = NumberFormat::of("dd/mm/yyyy").show(43_890.0, true);
    assert_eq!(in_1904, Displayed::Day("2024-03-01".parse().expect("a day"), "01/03/2024".to_owned()));
}

#[test]
fn text_prints_by_its_own_section() {
    assert_eq!(NumberFormat::of("0;-0;0;@\" ward\"").show_text("North"), "North ward");
    assert_eq!(NumberFormat::of("0;-0").show_text("North"), "North");
    assert_eq!(NumberFormat::of("@").show_text("North"), "North");
    assert_eq!(NumberFormat::of(";;;").show_text("North"), "");
}
