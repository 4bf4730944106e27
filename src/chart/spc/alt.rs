//! The alternative text of a control chart, in words made from its data: mean, limits, the newest value and why it
//! is a special cause, the target. It says nothing that the picture does not show.

use crate::figure::{Figure, FigureProcess};
use crate::model::ProcessSign;
use crate::query::FigureQuery;
use crate::value::NumberForm;
use crate::value::statistics::Signal;

/// The alternative text of a control chart, whose mean and limits are printed in a form.
pub(super) fn describe_process(
    found: &FigureProcess,
    newest: &Figure,
    signs: &[ProcessSign],
    form: NumberForm,
    exhibits: &FigureQuery<'_>,
) -> String {
    let periods = &found.periods;
    let period = |at: usize| periods.get(at).map(|p| exhibits.period_words(*p)).unwrap_or_default();
    let (first, last) = (period(0), exhibits.period_words(newest.period));
    let name = newest.indicator().short.text.trim();
    let mut out = vec![exhibits.filled("alt.spc", &[("name", name), ("from", &first), ("to", &last)])];
    if let Some((stretch, (low, high))) = found.process.stretches.last().and_then(|s| Some((s, s.limits?))) {
        let values = [("mean", stretch.mean), ("low", low), ("high", high)];
        let values = values.map(|(name, value)| (name, form.print(value)));
        out.push(
            exhibits
                .filled("alt.spc_limits", &values.each_ref().map(|(name, value)| (*name, value.as_str()))),
        );
    }
    let steps: Vec<String> = found.process.stretches.iter().skip(1).map(|s| period(s.from)).collect();
    if !steps.is_empty() {
        let steps = exhibits.context.wording.list(&steps);
        out.push(exhibits.filled("alt.spc_steps", &[("periods", &steps)]));
    }
    let words = signs.first().map_or("", |sign| sign.words.as_str());
    let value = newest.signed_text().unwrap_or_default();
    let cause = found.process.causes.last().and_then(Option::as_ref);
    let why: Vec<String> =
        cause.iter().flat_map(|cause| &cause.signals).map(|s| reason(*s, exhibits)).collect();
    let token = if why.is_empty() { "alt.spc_usual" } else { "alt.spc_newest" };
    let why = exhibits.context.wording.list(&why);
    let values = [("value", value.as_str()), ("period", &last), ("words", words), ("why", &why)];
    out.push(exhibits.filled(token, &values));
    let count = found.process.causes.iter().flatten().count().to_string();
    let all = found.figures.iter().flatten().filter(|f| f.number().is_ok()).count().to_string();
    out.push(exhibits.filled("alt.spc_causes", &[("count", &count), ("all", &all)]));
    if let (Some(sign), Some(target)) = (signs.get(1), newest.indicator().target_at(newest.period)) {
        let values = [("words", sign.words.as_str()), ("value", &newest.indicator().form().print(target))];
        out.push(exhibits.filled("alt.spc_target", &values));
    }
    out.join(" ")
}

/// The rule by which a value is a special cause, in words.
fn reason(signal: Signal, exhibits: &FigureQuery<'_>) -> String {
    let token = match signal {
        Signal::Outside => "spc.outside",
        Signal::Shift => "spc.shift",
        Signal::Trend => "spc.trend",
        Signal::NearLimit => "spc.near_limit",
    };
    exhibits.tokens.text(token).to_owned()
}
