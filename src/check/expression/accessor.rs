//! `FigureExpression`: which figure of an indicator an expression prints, and what of it, as closed lists. It
//! reads no text and knows no value.
//!
//! The lists are the whole language: `merge` works out each entry in an exhaustive `match`, and whatever is
//! not among them cannot be said.

use crate::check::PlainText;
use crate::finding::Span;
use crate::value::TypedPeriod;

/// A figure or text of an indicator: `marac.area("national").latest.moved("year_ago")`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FigureExpression {
    /// The id of the indicator.
    pub indicator: String,
    /// The span of the id.
    pub span: Span,
    /// The areas in order, of which the last counts.
    pub areas: Vec<PlainText>,
    pub accessor: IndicatorAccessor,
}

/// What an expression prints of an indicator.
#[expect(
    clippy::large_enum_variant,
    reason = "a paper has few expressions, and a period keeps all of its readings"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum IndicatorAccessor {
    /// `.name`.
    Name,
    /// `.sparkline`.
    Sparkline,
    /// `.corrective_action`.
    CorrectiveAction,
    /// `.target`, for the report's period.
    Target(AmountForm),
    /// `.threshold`.
    Threshold(AmountForm),
    /// A figure, others that are counted from it, and what is printed of the last.
    Figure(FigureChoice, Vec<FigureStep>, FigureAccessor),
}

/// The figure that an expression begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FigureChoice {
    /// Nothing is said, as in `marac.moved("year_ago")`: the report's period. Ranks do without a figure of the
    /// whole.
    Implied,
    /// `.now`: the report's period.
    Now,
    /// `.latest`: the newest up to the report's period.
    Latest,
    /// `.previous`: the period before the report's.
    Previous,
    /// `.year_ago`: a year before the report's period.
    YearAgo,
    /// `.peak`: the highest up to the report's period.
    Peak,
    /// `.low`: the lowest up to the report's period.
    Low,
    /// `.at("2023/24 Q4")`.
    At(TypedPeriod),
}

/// A step from one figure to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FigureStep {
    /// `.previous`: the period before.
    Previous,
    /// `.year_ago`: a year before.
    YearAgo,
    /// `.peak`: the highest of its series.
    Peak,
    /// `.low`: the lowest of its series.
    Low,
    /// `.area("national")`: the figure of another area.
    Area(PlainText),
}

/// What an expression prints of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FigureAccessor {
    /// The value with its unit.
    Value,
    /// `.bare`: the number alone.
    Bare,
    /// `.period`: when it was.
    Period(PeriodForm),
    /// `.status`.
    Status(RuledForm),
    /// `.target`: the target of the figure's period.
    Target(AmountForm),
    /// `.vs("year_ago")`.
    Versus(ComparisonPoint),
    /// `.direction("year_ago", with = "marginally")`: with the words before it, where there are any.
    Direction(ComparisonPoint, Option<String>),
    /// `.moved("year_ago")`; the switch is whether the periods are said: `periods = true`.
    Moved(ComparisonPoint, bool),
    /// `.change("year_ago")`.
    Change(ComparisonPoint, ChangeForm),
    /// `.verdict("year_ago")`.
    Verdict(ComparisonPoint, RuledForm),
    /// `.compare("national")`.
    Compare {
        area: PlainText,
        /// Whether its newest figure is meant where there is none of the same period: `latest = true`.
        latest: bool,
        form: PartForm,
    },
    /// `.since("fallen")`: for how long it has been so.
    Since(RunClaim, PartForm),
    /// `.rank("charnwood")`.
    Rank(PlainText),
    /// `.top(5)`, or `.bottom(5, "wards")`.
    Extremes {
        /// The number of areas, 1 or more.
        count: usize,
        /// The key of their group, where it is said.
        group: Option<PlainText>,
        /// Whether the lowest are meant.
        lowest: bool,
    },
}

/// The other side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ComparisonPoint {
    /// `"previous"`.
    Previous,
    /// `"year_ago"`.
    YearAgo,
    /// `"peak"`.
    Peak,
    /// `"low"`.
    Low,
    /// `"target"`.
    Target,
    /// `"threshold"`.
    Threshold,
    /// `"2023/24 Q1"`.
    Period(TypedPeriod),
}

/// What is said of a figure for several periods in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunClaim {
    /// `"risen"`.
    Risen,
    /// `"fallen"`.
    Fallen,
    /// `"unchanged"`.
    Unchanged,
    /// `"above_target"`.
    AboveTarget,
    /// `"below_target"`.
    BelowTarget,
    /// `"above_threshold"`.
    AboveThreshold,
    /// `"below_threshold"`.
    BelowThreshold,
}

/// The form in which a comparison or a run is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartForm {
    /// The words.
    Words,
    /// `.period`: of the other figure, or from which on.
    Period(PeriodForm),
}

/// The form in which a target or a threshold is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AmountForm {
    /// With its unit.
    Whole,
    /// `.bare`: the number alone.
    Bare,
}

/// The form in which a status or a verdict is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RuledForm {
    /// The words: "green", "has improved".
    Words,
    /// `.rule`: the rule that gave them.
    Rule,
}

/// The form in which a change is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ChangeForm {
    /// The difference, with a minus where it fell.
    Signed,
    /// `.size`: the difference without a minus.
    Size,
    /// `.percent`: as a percentage of the earlier figure.
    Percent,
    /// `.percent_size`: as a percentage, without a minus.
    PercentSize,
    /// `.words`: "a fall of 2.27".
    Words,
}

/// The form in which a period is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PeriodForm {
    /// `.short`, and where nothing is said: "2024/25 Q4".
    Short,
    /// `.long`: "2024/25 quarter 4".
    Long,
    /// `.year`: "2024/25".
    Year,
    /// `.quarter`: "Q4".
    Quarter,
    /// `.years`: the financial years that it covers: "2023/24 and 2024/25".
    Years,
    /// `.start`: the first day: "1 January 2025".
    Start,
    /// `.end`: the last day: "31 March 2025".
    End,
}

/// The words of a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BoardForm {
    /// `board.name`.
    Name,
    /// `board.short`.
    Short,
}

/// The words for the next meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NextMeetingForm {
    /// `next.long`: the day and the time.
    Long,
    /// `next.day`: the day.
    Day,
}

/// The names of what an indicator can be asked for, as hints list them.
pub(super) const OF_INDICATOR: [&str; 24] = [
    "now",
    "latest",
    "at",
    "previous",
    "year_ago",
    "peak",
    "low",
    "vs",
    "direction",
    "moved",
    "since",
    "change",
    "verdict",
    "status",
    "target",
    "threshold",
    "area",
    "compare",
    "rank",
    "top",
    "bottom",
    "name",
    "sparkline",
    "corrective_action",
];

/// The names of what a figure can be asked for.
pub(super) const OF_FIGURE: [&str; 19] = [
    "bare",
    "period",
    "previous",
    "year_ago",
    "peak",
    "low",
    "vs",
    "direction",
    "moved",
    "since",
    "change",
    "verdict",
    "status",
    "target",
    "area",
    "compare",
    "rank",
    "top",
    "bottom",
];
