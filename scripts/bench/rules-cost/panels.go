package main

import (
	"context"
	"encoding/json"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/rules"
	"github.com/prometheus/prometheus/tsdb"
)

// Panel is what one panel of a board asks, at once.
type Panel struct {
	Title   string  `json:"title"`
	Queries []Query `json:"queries"`
	// Set here: the median of what it took.
	CPUSeconds float64 `json:"cpuSeconds"`
	Error      string  `json:"error"`
}

// Query is of the last moment, or of the whole history where it has a step.
type Query struct {
	Expr        string `json:"expr"`
	StepSeconds int    `json:"stepSeconds"`
}

// What is recorded every four minutes, for graphs.
const trendInterval = 4

// What graphs of findings look at. A history of every fact would change nothing but how long it takes to write.
func isGraphed(all labels.Labels) bool {
	name := all.Get("__name__")
	return name == "aws_iam_account_info" || name == "aws_iam_check_findings" && all.Get("status") == "open"
}

func isTrend(all labels.Labels) bool {
	return strings.HasSuffix(all.Get("__name__"), ":trend")
}

// A page has a hundred series for each of these.
func wantedOf(all []series, wanted func(labels.Labels) bool) []series {
	found := []series{}
	for _, one := range all {
		if wanted(one.labels) {
			found = append(found, one)
		}
	}
	return found
}

// Every panel is asked of a history of the page.
func panelCosts(database *tsdb.DB, past *past, evaluate func(time.Time), ask rules.QueryFunc, file string, end time.Time, times int) {
	text, err := os.ReadFile(file)
	check(err)
	panels := []Panel{}
	check(json.Unmarshal(text, &panels))

	recorded := []series{}
	for _, at := range []time.Time{past.start.Add(-scrapeInterval), past.start} {
		past.scrape(at, everything)
		evaluate(at)
	}
	for _, sample := range recordedAt(ask, past.start) {
		recorded = append(recorded, series{labels: sample.Metric, value: valueOf(sample)})
	}
	graphed, trends := wantedOf(past.scraped, isGraphed), wantedOf(recorded, isTrend)
	for minute, at := 1, past.start.Add(scrapeInterval); !at.After(end); minute, at = minute+1, at.Add(scrapeInterval) {
		if end.Sub(at) < 2*scrapeInterval {
			past.scrape(at, everything)
			past.append(at, recorded, everything)
		} else {
			past.append(at, graphed, everything)
			if minute%trendInterval == 0 {
				past.append(at, trends, everything)
			}
		}
		if minute%60 == 0 {
			compact(past.database)
		}
	}

	engine := newEngine()
	for index := range panels {
		panel := &panels[index]
		took := []float64{}
		for len(took) < times {
			// Otherwise a panel would pay for what the ones before it left behind.
			runtime.GC()
			before := cpu()
			for _, query := range panel.Queries {
				if err := run(engine, database, query, past.start, end); err != nil {
					panel.Error = err.Error()
				}
			}
			took = append(took, (cpu() - before).Seconds())
		}
		slices.Sort(took)
		panel.CPUSeconds = took[len(took)/2]
	}
	check(json.NewEncoder(os.Stdout).Encode(panels))
}

func run(engine *promql.Engine, database *tsdb.DB, query Query, start, end time.Time) error {
	asked, err := instantQuery(engine, database, query.Expr, end)
	if query.StepSeconds > 0 {
		asked, err = rangeQuery(engine, database, query.Expr, start, end, time.Duration(query.StepSeconds)*time.Second)
	}
	check(err)
	defer asked.Close()
	return asked.Exec(context.Background()).Err
}
