//go:build prometheus2

// What differs between the two lines of Prometheus, as Prometheus 2 has it.
package main

import (
	"context"
	"net/url"
	"time"

	"github.com/go-kit/log"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/rules"
	"github.com/prometheus/prometheus/tsdb"
)

func openDatabase(directory string) *tsdb.DB {
	database, err := tsdb.Open(directory, log.NewNopLogger(), nil, databaseOptions(), nil)
	check(err)
	return database
}

func loadGroups(database *tsdb.DB, file string, query rules.QueryFunc) []*rules.Group {
	manager := rules.NewManager(&rules.ManagerOptions{
		ExternalURL: &url.URL{Scheme: "http", Host: "localhost:9090"}, QueryFunc: query, Context: context.Background(),
		NotifyFunc: func(context.Context, string, ...*rules.Alert) {},
		Appendable: database, Queryable: database, Logger: log.NewNopLogger(),
	})
	groups, errors := manager.LoadGroups(time.Minute, labels.EmptyLabels(), "", nil, file)
	for _, err := range errors {
		check(err)
	}
	return sortedByName(groups)
}

func compact(database *tsdb.DB) {
	check(database.Compact())
}

func valueOf(sample promql.Sample) float64 {
	return sample.V
}

func instantQuery(engine *promql.Engine, database *tsdb.DB, expr string, at time.Time) (promql.Query, error) {
	return engine.NewInstantQuery(database, nil, expr, at)
}

func rangeQuery(engine *promql.Engine, database *tsdb.DB, expr string, start, end time.Time, step time.Duration) (promql.Query, error) {
	return engine.NewRangeQuery(database, nil, expr, start, end, step)
}
