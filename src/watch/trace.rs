//! The times of stages and papers as a trace, which chrome://tracing and Perfetto open. It holds the names of
//! stages and the ids of papers, and nothing of what papers say. It reads no clock but the one it is given.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{ThreadId, current};
use std::time::Duration;

use serde_json::{Value, json};

use crate::failure::{Stage, paper_folder};

/// A clock and a gauge of memory: only `main` has them.
pub trait Gauge: std::fmt::Debug + Send + Sync {
    /// The time since the program began.
    fn elapsed(&self) -> Duration;

    /// The most memory that the program has held so far, in bytes; `None` where the system does not say.
    fn peak_memory(&self) -> Option<u64>;
}

/// The spans of a run.
#[derive(Debug)]
pub(super) struct Trace {
    gauge: Arc<dyn Gauge>,
    /// The highest peak of memory so far, in bytes: what the system says may fall by a little.
    highest: AtomicU64,
    spans: Mutex<Vec<StageSpan>>,
}

/// The work of a stage, on all papers or on one.
#[derive(Debug)]
struct StageSpan {
    stage: Stage,
    paper: Option<String>,
    thread: ThreadId,
    start: Duration,
    end: Duration,
    /// The peak of the program up to its end, in bytes.
    peak: Option<u64>,
}

/// The row of the whole run.
const RUN_ROW: usize = 0;
/// The row of the first stage; the others follow in their order.
const STAGE_ROWS: usize = 1;
/// The row of the first worker.
const WORKER_ROWS: usize = 11;

impl Trace {
    pub(super) fn new(gauge: Arc<dyn Gauge>) -> Self {
        Self { gauge, highest: AtomicU64::new(0), spans: Mutex::default() }
    }

    /// The time now.
    pub(super) fn now(&self) -> Duration {
        self.gauge.elapsed()
    }

    fn peak(&self) -> Option<u64> {
        let now = self.gauge.peak_memory()?;
        Some(self.highest.fetch_max(now, Ordering::Relaxed).max(now))
    }

    /// Keeps a span that began at `start` and ends now.
    pub(super) fn end(&self, stage: Stage, paper: Option<&str>, start: Duration) {
        let paper = paper.map(|id| paper_folder(id).to_owned());
        let (end, peak) = (self.gauge.elapsed(), self.peak());
        let span = StageSpan { stage, paper, thread: current().id(), start, end, peak };
        self.spans.lock().unwrap_or_else(PoisonError::into_inner).push(span);
    }

    /// The trace of all that has been until now, as JSON.
    pub(super) fn json(&self, command: &str) -> Vec<u8> {
        let mut spans = self.spans.lock().unwrap_or_else(PoisonError::into_inner);
        spans.sort_by_key(|span| (span.start, span.end));
        let end = self.gauge.elapsed();
        let mut events = vec![
            named("process_name", RUN_ROW, "boardpack"),
            named("thread_name", RUN_ROW, command),
            complete(command, RUN_ROW, Duration::ZERO, end, arguments(None, self.peak())),
        ];
        for (stage, row) in Stage::ALL.into_iter().zip(STAGE_ROWS..) {
            let of_stage = || spans.iter().filter(|span| span.stage == stage);
            let (Some(first), Some(last)) =
                (of_stage().map(|span| span.start).min(), of_stage().map(|span| span.end).max())
            else {
                continue;
            };
            let peak = of_stage().filter_map(|span| span.peak).max();
            events.push(named("thread_name", row, stage.name()));
            events.push(complete(stage.name(), row, first, last, arguments(None, peak)));
            events.extend(peak.map(|peak| counter(last, peak)));
        }
        let workers = workers(&spans);
        let last = workers.iter().map(|worker| worker.row).max().unwrap_or(RUN_ROW);
        events.extend(
            (WORKER_ROWS..=last)
                .map(|row| named("thread_name", row, &format!("worker {}", row - WORKER_ROWS + 1))),
        );
        for span in spans.iter() {
            let worker = workers.iter().find(|worker| worker.thread == span.thread);
            if let (Some(paper), Some(worker)) = (&span.paper, worker) {
                let arguments = arguments(Some(paper), span.peak);
                events.push(complete(span.stage.name(), worker.row, span.start, span.end, arguments));
            }
        }
        let trace = json!({ "displayTimeUnit": "ms", "traceEvents": events });
        let mut text = serde_json::to_vec(&trace).unwrap_or_default();
        text.push(b'\n');
        text
    }
}

/// A thread that worked on papers, and its row.
struct Worker {
    thread: ThreadId,
    start: Duration,
    end: Duration,
    row: usize,
}

/// The threads that worked on papers, in as few rows as there were at a time: each list of papers has threads
/// of its own.
fn workers(spans: &[StageSpan]) -> Vec<Worker> {
    let mut workers: Vec<Worker> = Vec::new();
    for span in spans.iter().filter(|span| span.paper.is_some()) {
        match workers.iter_mut().find(|worker| worker.thread == span.thread) {
            Some(worker) => worker.end = worker.end.max(span.end),
            None => workers.push(Worker {
                thread: span.thread,
                start: span.start,
                end: span.end,
                row: WORKER_ROWS,
            }),
        }
    }
    let mut busy: Vec<Duration> = Vec::new();
    for worker in &mut workers {
        let free = busy.iter().position(|end| *end <= worker.start).unwrap_or(busy.len());
        worker.row += free;
        match busy.get_mut(free) {
            Some(end) => *end = worker.end,
            None => busy.push(worker.end),
        }
    }
    workers
}

/// The name of the process or of a row.
fn named(what: &str, row: usize, name: &str) -> Value {
    json!({ "name": what, "ph": "M", "pid": 1, "tid": row, "args": { "name": name } })
}

/// Work from its start to its end, in microseconds.
fn complete(name: &str, row: usize, start: Duration, end: Duration, arguments: Value) -> Value {
    let (from, to) = (microseconds(start), microseconds(end));
    json!({ "name": name, "ph": "X", "pid": 1, "tid": row, "ts": from, "dur": to - from, "args": arguments })
}

/// The peak of memory at a time.
fn counter(time: Duration, peak: u64) -> Value {
    let time = microseconds(time);
    json!({ "name": "peak memory", "ph": "C", "pid": 1, "tid": RUN_ROW, "ts": time, "args": { "bytes": peak } })
}

fn arguments(paper: Option<&str>, peak: Option<u64>) -> Value {
    let mut all = serde_json::Map::new();
    all.extend(paper.map(|paper| ("paper".to_owned(), paper.into())));
    all.extend(peak.map(|peak| ("peak_bytes_so_far".to_owned(), peak.into())));
    all.into()
}

fn microseconds(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A clock that goes on by a millisecond whenever it is asked.
    #[derive(Debug, Default)]
    struct Ticks(AtomicU64);

    impl Gauge for Ticks {
        fn elapsed(&self) -> Duration {
            Duration::from_millis(self.0.fetch_add(1, Ordering::SeqCst))
        }

        fn peak_memory(&self) -> Option<u64> {
            Some(self.0.load(Ordering::SeqCst) * 1000)
        }
    }

    #[test]
    fn threads_that_never_meet_share_a_row() {
        let trace = Trace::new(Arc::new(Ticks::default()));
        let work = |paper: &str| {
            let start = trace.now();
            trace.end(Stage::Typeset, Some(paper), start);
        };
        for paper in ["reports/a/report", "reports/b/report"] {
            std::thread::scope(|scope| drop(scope.spawn(|| work(paper)).join()));
        }
        let json: Value = serde_json::from_slice(&trace.json("build")).expect("JSON");
        let events = json["traceEvents"].as_array().expect("a list");
        let of = |paper: &str| events.iter().find(|event| event["args"]["paper"] == paper).expect("a span");
        let (first, second) = (of("reports/a"), of("reports/b"));
        assert_eq!((&first["ts"], &first["dur"], &first["tid"]), (&0.into(), &1000.into(), &11.into()));
        assert_eq!((&second["ts"], &second["dur"], &second["tid"]), (&2000.into(), &1000.into(), &11.into()));
        assert_eq!(second["args"]["peak_bytes_so_far"], 4000);
        let whole = events.iter().find(|event| event["name"] == "build").expect("the run");
        assert_eq!((&whole["dur"], &whole["tid"]), (&4000.into(), &0.into()));
    }
}
