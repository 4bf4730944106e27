//! Tests of how expressions are read: what each becomes, and the word at which a wrong one is marked.

use super::*;
use crate::finding::Sources;

/// The kind of an expression, or the rules of its findings, each with the words that are marked.
fn kind(text: &str) -> Result<ExpressionKind, Vec<(&'static str, String)>> {
    let mut sources = Sources::default();
    let file = sources.add("x", text);
    let field = TypedText::plain(text.to_owned(), Span::new(file, 0..text.len()));
    let mut findings = Findings::default();
    let marked =
        |f: &Finding| (f.rule.name(), f.span.map(|s| sources.slice(s).to_owned()).unwrap_or_default());
    read(&field, 0..text.len(), field.span(), &mut findings)
        .ok_or_else(|| findings.iter().map(marked).collect())
}

fn figure(text: &str) -> IndicatorAccessor {
    match kind(text) {
        Ok(ExpressionKind::Printed(PrintedExpression::Figure(figure))) => figure.accessor,
        other => panic!("{text}: {other:?}"),
    }
}

fn refused(text: &str, rule: &'static str, marked: &str) {
    assert_eq!(kind(text), Err(vec![(rule, marked.to_owned())]), "{text}");
}

#[test]
fn directives_take_one_quoted_name() {
    assert_eq!(kind(" place('x') "), Ok(ExpressionKind::Place("x".into())));
    assert_eq!(kind("ref (\"a\")"), Ok(ExpressionKind::Reference("a".into())));
    assert_eq!(kind("unnumbered"), Ok(ExpressionKind::Unnumbered));
    assert_eq!(kind("filed"), Ok(ExpressionKind::Filed));
    refused("place(x)", "expression-syntax", "x");
    refused("place", "expression-syntax", "place");
    refused("note(\"a\", \"b\")", "expression-syntax", "\"a\"");
    refused("plase(\"a\")", "unknown-figure", "plase");
    refused("place(\"a\").now", "unknown-figure", "place");
}

#[test]
fn what_is_still_to_be_written_is_said() {
    refused("fill_in(\"who: or, what\")", "not-written", "fill_in(\"who: or, what\")");
    refused("fill_in", "expression-syntax", "fill_in");
    refused("fill_in()", "expression-syntax", "fill_in");
    assert!(matches!(figure("fill_in.now"), IndicatorAccessor::Figure(FigureChoice::Now, ..)));
}

#[test]
fn figures_are_read_into_closed_lists() {
    let of = |choice, accessor| IndicatorAccessor::Figure(choice, Vec::new(), accessor);
    assert_eq!(figure("a.now"), of(FigureChoice::Now, FigureAccessor::Value));
    let q4 = TypedPeriod::read("2023/24 Q4").expect("a period");
    assert_eq!(figure("a.at(\"2023/24 Q4\").bare"), of(FigureChoice::At(q4), FigureAccessor::Bare));
    assert_eq!(
        figure("a.change('2023/24 Q4').percent"),
        of(FigureChoice::Implied, FigureAccessor::Change(ComparisonPoint::Period(q4), ChangeForm::Percent))
    );
    assert_eq!(figure("a.target.bare"), IndicatorAccessor::Target(AmountForm::Bare));
    assert_eq!(
        figure("a.latest.previous.peak.status.rule"),
        IndicatorAccessor::Figure(
            FigureChoice::Latest,
            vec![FigureStep::Previous, FigureStep::Peak],
            FigureAccessor::Status(RuledForm::Rule)
        )
    );
    assert_eq!(
        figure("a.top(5)"),
        of(FigureChoice::Implied, FigureAccessor::Extremes { count: 5, group: None, lowest: false })
    );
    let printed = |printed| Ok(ExpressionKind::Printed(printed));
    assert_eq!(kind("'{{'"), printed(PrintedExpression::Text("{{".into())));
    assert_eq!(kind("board.short"), printed(PrintedExpression::Board(BoardForm::Short)));
}

#[test]
fn the_wrong_word_is_marked() {
    refused("a", "expression-incomplete", "a");
    refused("a.area(\"b\")", "expression-incomplete", "a");
    refused("a.noww", "unknown-figure", "noww");
    refused("a.now.mvd(\"year_ago\")", "unknown-figure", "mvd");
    refused("a.name.bare", "unknown-figure", "bare");
    refused("a.moved(\"year_ago\").percent", "unknown-figure", "percent");
    refused("period.loong", "unknown-figure", "loong");
    refused("next", "expression-incomplete", "next");
    refused("a.moved", "expression-incomplete", "moved");
    refused("a.moved()", "expression-incomplete", "moved");
    refused("a.moved(\"year_ago\", \"peak\")", "expression-incomplete", "\"peak\"");
    refused("a.moved(from = \"peak\")", "expression-incomplete", "from");
    refused("a.moved(\"peak\", period = true)", "expression-incomplete", "period");
    refused("a.moved(\"peak\", periods = true, periods = true)", "expression-incomplete", "periods");
    refused("a.moved(\"peak\", periods = \"yes\")", "expression-incomplete", "\"yes\"");
    refused("a.direction(\"peak\", with = \" \")", "expression-incomplete", "\" \"");
    refused("a.direction(\"peak\", with = \"5%\")", "expression-incomplete", "\"5%\"");
    refused("a.since(\"falling\")", "expression-incomplete", "\"falling\"");
    refused("a.since(\"fallen\").rule", "unknown-figure", "rule");
    refused("a.moved(5)", "expression-incomplete", "5");
    refused("a.moved(\"year_agoo\")", "period", "\"year_agoo\"");
    refused("a.at(\"2023/24 Q5\")", "period", "\"2023/24 Q5\"");
    refused("a.now(1)", "expression-incomplete", "1");
    refused("a.top(0)", "expression-incomplete", "0");
    refused("a.top(true)", "expression-incomplete", "true");
    refused("a.top(2.5)", "expression-incomplete", "2.5");
    refused("a.top(5, 6)", "expression-incomplete", "6");
    refused("a.top(5, \"b\", \"c\")", "expression-incomplete", "\"c\"");
}

#[test]
fn an_expression_has_an_end() {
    let chain = |steps: usize| format!("a{}", ".previous".repeat(steps));
    assert!(kind(&chain(16)).is_ok());
    let long = |text: &str| refused(text, "expression-long", text);
    long(&chain(17));
    long(&chain(100_000));
    long(&"(".repeat(17));
    long(&"-".repeat(1_000));
    long(&"[".repeat(500));
    // Dots in a text are none.
    refused(&format!("x.at(\"{}'\")", ".".repeat(40)), "period", &format!("\"{}'\"", ".".repeat(40)));
}

/// Whatever the bounds let through is read, and given up again, with little of the stack.
#[test]
fn the_deepest_expressions_need_little_stack() {
    let deepest = || {
        for text in
            ["not ".repeat(249) + "a", "a if b else ".repeat(80) + "a", "(".repeat(16), "-".repeat(16) + "a"]
        {
            assert!(text.len() <= 1_000 && kind(&text).is_err(), "{text}");
        }
    };
    let thread = std::thread::Builder::new().stack_size(512 * 1024).spawn(deepest);
    thread.expect("a thread").join().expect("stack enough");
}

#[test]
fn whatever_could_calculate_is_refused_by_its_name() {
    for (text, name) in [
        ("1/0", "a division"),
        ("a + b", "a sum"),
        ("a|upper", "a filter"),
        ("'a' * 200000000", "a multiplication"),
        ("a if b", "a condition"),
        ("[1,2]", "a list"),
        ("{a:1}", "a list"),
        ("x == 1", "a comparison"),
        ("a ~ b", "a text that is put together"),
        ("not a", "a condition"),
        ("a is defined", "a test"),
        ("a[0]", "a place in a list"),
        ("a.0", "a place in a list"),
        ("-a", "a minus sign"),
        ("1", "a number"),
        ("true", "true or false"),
        ("none", "an empty value"),
        ("a.now()()", "a call of a call"),
    ] {
        let mut sources = Sources::default();
        let file = sources.add("x", text);
        let field = TypedText::plain(text.to_owned(), Span::new(file, 0..text.len()));
        let mut findings = Findings::default();
        assert_eq!(read(&field, 0..text.len(), field.span(), &mut findings), None, "{text}");
        let messages: Vec<&str> = findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(messages.len(), 1, "{text}");
        assert!(messages[0].starts_with(&format!("{name} cannot stand")), "{text}: {messages:?}");
    }
    refused("a.b-c", "expression-operator", "a.b-c");
    refused("range(99999)", "unknown-figure", "range");
    refused("“a”", "expression-syntax", "“");
    refused("x.at('a", "expression-syntax", "'a");
    refused("x.at('a\\b')", "expression-syntax", "\\");
    refused("a b", "expression-syntax", "b");
    refused("a.", "expression-syntax", ".");
    refused("a.now £", "expression-operator", "£");
}

#[test]
fn words_are_marked_where_they_were_typed() {
    let raw = "\"é {{ x.at(\\\"never\\\") }}\"";
    let mut sources = Sources::default();
    let file = sources.add("x", raw);
    let field = TypedText::new("é {{ x.at(\"never\") }}".to_owned(), raw, Span::new(file, 0..raw.len()));
    let mut findings = Findings::default();
    let inside = 5..field.string.len() - 2;
    assert_eq!(read(&field, inside, field.span(), &mut findings), None);
    let span = findings.iter().next().and_then(|f| f.span).expect("a place");
    assert_eq!(sources.slice(span), "\\\"never\\\"");
}
