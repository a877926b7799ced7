package main

import (
	"bufio"
	"context"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/rules"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb"
)

// How long the whole page is in the database at the end. Before that it is what rules look back at: a history of every fact would
// change nothing but how long it takes to write.
const wholePage = 15

// What a scrape of a pod adds.
var target = map[string]string{
	"job": "iam-credential-exporter", "namespace": "monitoring", "instance": "10.0.0.1:10063",
	"pod": "iam-credential-exporter-6d5f7c-abcde", "container": "exporter", "service": "iam-credential-exporter", "endpoint": "metrics",
}

var lookedBackAt = []string{
	"aws_iam_finding", "aws_iam_check_findings", "aws_iam_credential_report", "aws_iam_exemption", "aws_iam_access_key_last_rotated",
	"iam_credential_exporter", "process_",
}

type series struct {
	labels labels.Labels
	value  float64
	ref    storage.SeriesRef
}

type past struct {
	database *tsdb.DB
	scraped  []series
	start    time.Time
}

func newPast(database *tsdb.DB, page string, start time.Time) *past {
	file, err := os.Open(page)
	check(err)
	defer file.Close()
	made := &past{database: database, start: start}
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		end := strings.LastIndexByte(line, ' ')
		value, err := strconv.ParseFloat(line[end+1:], 64)
		check(err)
		metric, err := parser.ParseMetric(line[:end])
		check(err)
		all := metric.Map()
		for name, value := range target {
			all[name] = value
		}
		for name, value := range all {
			// As a scrape does: an empty label is no label.
			if value == "" {
				delete(all, name)
			}
		}
		made.scraped = append(made.scraped, series{labels: labels.FromMap(all), value: value})
	}
	check(lines.Err())
	return made
}

// What rules recorded at the start is repeated over the whole time, as nothing changes.
func (p *past) write(evaluate func(time.Time), ask rules.QueryFunc, end time.Time) {
	for _, at := range []time.Time{p.start.Add(-scrapeInterval), p.start} {
		p.scrape(at, everything)
		evaluate(at)
	}
	recorded := []series{}
	for _, sample := range recordedAt(ask, p.start) {
		recorded = append(recorded, series{labels: sample.Metric, value: valueOf(sample)})
	}
	for minute, at := 1, p.start.Add(scrapeInterval); at.Before(end); minute, at = minute+1, at.Add(scrapeInterval) {
		if end.Sub(at) > wholePage*scrapeInterval {
			p.scrape(at, isLookedBackAt)
		} else {
			p.scrape(at, everything)
		}
		p.append(at, recorded, everything)
		if minute%60 == 0 {
			compact(p.database)
		}
	}
}

func (p *past) scrape(at time.Time, wanted func(labels.Labels) bool) {
	p.append(at, p.scraped, wanted)
}

func (p *past) append(at time.Time, all []series, wanted func(labels.Labels) bool) {
	appender := p.database.Appender(context.Background())
	for index := range all {
		one := &all[index]
		if !wanted(one.labels) {
			continue
		}
		ref, err := appender.Append(one.ref, one.labels, at.UnixMilli(), one.value)
		check(err)
		one.ref = ref
	}
	check(appender.Commit())
}

func everything(labels.Labels) bool { return true }

func isLookedBackAt(all labels.Labels) bool {
	name := all.Get("__name__")
	for _, prefix := range lookedBackAt {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
