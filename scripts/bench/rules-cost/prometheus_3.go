//go:build !prometheus2

// What differs between the two lines of Prometheus, as Prometheus 3 has it.
package main

import (
	"context"
	"log/slog"
	"net/url"
	"os"
	"time"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql"
	"github.com/prometheus/prometheus/rules"
	"github.com/prometheus/prometheus/tsdb"
)

func logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

func openDatabase(directory string) *tsdb.DB {
	database, err := tsdb.Open(directory, logger(), nil, databaseOptions(), nil)
	check(err)
	return database
}

func loadGroups(database *tsdb.DB, file string, query rules.QueryFunc) []*rules.Group {
	manager := rules.NewManager(&rules.ManagerOptions{
		ExternalURL: &url.URL{Scheme: "http", Host: "localhost:9090"}, QueryFunc: query, Context: context.Background(),
		NotifyFunc: func(context.Context, string, ...*rules.Alert) {},
		Appendable: database, Queryable: database, Logger: logger(), NameValidationScheme: model.UTF8Validation,
	})
	groups, errors := manager.LoadGroups(time.Minute, labels.EmptyLabels(), "", nil, false, file)
	for _, err := range errors {
		check(err)
	}
	return sortedByName(groups)
}

func compact(database *tsdb.DB) {
	check(database.Compact(context.Background()))
}

func valueOf(sample promql.Sample) float64 {
	return sample.F
}

func instantQuery(engine *promql.Engine, database *tsdb.DB, expr string, at time.Time) (promql.Query, error) {
	return engine.NewInstantQuery(context.Background(), database, nil, expr, at)
}

func rangeQuery(engine *promql.Engine, database *tsdb.DB, expr string, start, end time.Time, step time.Duration) (promql.Query, error) {
	return engine.NewRangeQuery(context.Background(), database, nil, expr, start, end, step)
}
