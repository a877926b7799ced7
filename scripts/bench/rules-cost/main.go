// Evaluates a file of rules with Prometheus' own rules package, over hours of history of one page of /metrics, and prints as JSON what
// that takes: processor time per group, queries, series, alerts. Or the processor time that the panels of a board take over such a history.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"slices"
	"syscall"
	"time"

	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/rules"
	"github.com/prometheus/prometheus/tsdb"
)

const scrapeInterval = time.Minute

// Group is what one group of rules took.
type Group struct {
	Name            string    `json:"name"`
	IntervalSeconds float64   `json:"intervalSeconds"`
	CPUSeconds      []float64 `json:"cpuSeconds"`
}

// Cost is what the whole file took.
type Cost struct {
	Groups []Group `json:"groups"`
	// Of one evaluation of every group.
	Queries  int `json:"queries"`
	Recorded int `json:"recorded"`
	Alerts   int `json:"alerts"`
}

func main() {
	rulesFile := flag.String("rules", "", "file of rules")
	page := flag.String("page", "", "file with the exporter's /metrics as text")
	history := flag.Int("history", 360, "minutes of history")
	evaluations := flag.Int("evaluations", 5, "how often each group or panel is measured")
	panels := flag.String("panels", "", "file with panels of a board as JSON: what these cost is measured, and not the rules")
	lastMoment := flag.Int64("at", time.Now().Unix(), "the last moment of the history, in Unix seconds")
	flag.Parse()

	directory, err := os.MkdirTemp("", "rules-cost-")
	check(err)
	defer os.RemoveAll(directory)
	database := openDatabase(directory)
	defer database.Close()

	queries := 0
	ask := rules.EngineQueryFunc(newEngine(), database)
	groups := loadGroups(database, *rulesFile, func(ctx context.Context, query string, at time.Time) (promql.Vector, error) {
		queries++
		return ask(ctx, query, at)
	})
	evaluate := func(at time.Time) {
		for _, group := range groups {
			group.Eval(context.Background(), at)
		}
	}

	end := time.Unix(*lastMoment, 0).Truncate(scrapeInterval)
	past := newPast(database, *page, end.Add(-time.Duration(*history)*scrapeInterval))
	if *panels != "" {
		panelCosts(database, past, evaluate, ask, *panels, end, *evaluations)
		return
	}
	past.write(evaluate, ask, end)

	cost := Cost{Groups: make([]Group, len(groups))}
	for evaluation := 0; evaluation < *evaluations; evaluation++ {
		at := end.Add(time.Duration(evaluation) * scrapeInterval)
		past.scrape(at, everything)
		if evaluation == 0 {
			// It fills caches, and fires what the next ones look for.
			evaluate(at)
			continue
		}
		queries = 0
		for index, group := range groups {
			before := cpu()
			group.Eval(context.Background(), at)
			measured := &cost.Groups[index]
			measured.Name = group.Name()
			measured.IntervalSeconds = group.Interval().Seconds()
			measured.CPUSeconds = append(measured.CPUSeconds, (cpu() - before).Seconds())
		}
		cost.Queries = queries
	}
	for _, group := range groups {
		for _, rule := range group.Rules() {
			check(rule.LastError())
			if alerting, ok := rule.(*rules.AlertingRule); ok {
				cost.Alerts += len(alerting.ActiveAlerts())
			}
		}
	}
	last := end.Add(time.Duration(*evaluations-1) * scrapeInterval)
	cost.Recorded = len(recordedAt(ask, last))
	check(json.NewEncoder(os.Stdout).Encode(cost))
}

func sortedByName(groups map[string]*rules.Group) []*rules.Group {
	sorted := []*rules.Group{}
	for _, group := range groups {
		sorted = append(sorted, group)
	}
	slices.SortFunc(sorted, func(one, other *rules.Group) int {
		if one.Name() < other.Name() {
			return -1
		}
		return 1
	})
	for _, group := range sorted {
		for _, rule := range group.Rules() {
			if alerting, ok := rule.(*rules.AlertingRule); ok {
				alerting.SetRestored(true)
			}
		}
	}
	return sorted
}

func recordedAt(ask rules.QueryFunc, at time.Time) promql.Vector {
	recorded, err := ask(context.Background(), `{__name__=~".+:.+"}`, at)
	check(err)
	return recorded
}

func cpu() time.Duration {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// As Prometheus itself opens it for the 15 days that it keeps by default: a tenth of them is the longest block.
func databaseOptions() *tsdb.Options {
	options := tsdb.DefaultOptions()
	options.MaxBlockDuration = (36 * time.Hour).Milliseconds()
	return options
}

func newEngine() *promql.Engine {
	return promql.NewEngine(promql.EngineOpts{MaxSamples: 50_000_000, Timeout: 2 * time.Minute, EnableAtModifier: true})
}
