/* The one chart theme. ECharts comes from vendor/. Data sits in data-chart (strict CSP: nothing inline). Canvas, richText tooltip, no animation.
   A point or bar opens the records behind it; the table under the chart says the same to readers and without script. */
(function () {
  'use strict';
  var css, font, charts = [];

  function v(name) { return css.getPropertyValue(name).trim(); }
  function lines(data) { return data.kind === 'lines'; }
  function crowded(data) { return !lines(data) && data.x.length > 6; }
  function said(value) { return value === null || value === undefined ? '—' : Number(value).toLocaleString('zh-CN'); }

  function base(data) {
    var many = data.series.length > 1;
    return {
      animation: false,
      color: [v('--d-now'), v('--d-c3'), v('--d-prev'), v('--d-c4')],
      textStyle: { fontFamily: font, fontSize: 13, color: v('--ink-2') },
      grid: { left: 4, right: lines(data) ? 20 : 4, top: many ? 34 : 22, bottom: 4, containLabel: true },
      tooltip: {
        trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: '#fff', borderColor: v('--line-2'),
        textStyle: { color: v('--ink'), fontSize: 13, fontFamily: font }, valueFormatter: said
      },
      legend: many ? { type: 'scroll', top: 0, left: 0, itemWidth: 16, itemHeight: 8, icon: 'roundRect', textStyle: { fontSize: 13, color: v('--ink-2') } } : undefined,
      xAxis: {
        type: 'category', data: data.x, boundaryGap: !lines(data), axisTick: { show: false }, axisLine: { lineStyle: { color: v('--line-2') } },
        axisLabel: { fontSize: 13, color: v('--ink-2'), interval: lines(data) ? 'auto' : 0, hideOverlap: lines(data), rotate: crowded(data) ? 60 : 0 }
      },
      yAxis: { type: 'value', splitNumber: 3, splitLine: { lineStyle: { color: v('--line') } }, axisLabel: { fontSize: 13, color: v('--ink-3') } }
    };
  }

  function line(series, place) {
    var dashed = place === 2;
    return { type: 'line', name: series.name, data: series.y, symbol: 'circle', symbolSize: 7, connectNulls: false, lineStyle: { width: 2, type: dashed ? 'dashed' : 'solid' } };
  }

  function bar(series) {
    return {
      type: 'bar', name: series.name, data: series.y, barMaxWidth: 36, itemStyle: { borderRadius: [2, 2, 0, 0] },
      label: { show: series.y.length <= 16, position: 'top', fontSize: 13, fontWeight: 600, color: v('--ink'), fontFamily: font, formatter: function (p) { return said(p.value); } }
    };
  }

  function options(data) {
    var found = base(data);
    found.series = data.series.map(lines(data) ? line : bar);
    if (!lines(data)) found.yAxis.show = false;
    return found;
  }

  function draw(place) {
    var data = JSON.parse(place.dataset.chart), behind = place.parentElement.querySelector('[data-behind]');
    place.classList.add('on');
    var chart = echarts.init(place, null, { renderer: 'canvas' });
    chart.setOption(options(data));
    chart.on('click', function (point) {
      var url = data.series[point.seriesIndex].urls[point.dataIndex];
      if (url) location.assign(url);
    });
    if (behind) behind.open = false;
    charts.push(chart);
    return chart;
  }

  function save(button) {
    var place = document.getElementById(button.dataset.saveImage);
    button.hidden = false;
    button.addEventListener('click', function () {
      var link = document.createElement('a');
      link.href = echarts.getInstanceByDom(place).getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' });
      link.download = place.dataset.title + '.png';
      link.click();
    });
  }

  function start() {
    if (!window.echarts) return;
    css = getComputedStyle(document.documentElement);
    font = v('--font');
    document.querySelectorAll('[data-chart]').forEach(draw);
    document.querySelectorAll('[data-save-image]').forEach(save);
  }

  function fit() { charts.forEach(function (chart) { chart.resize(); }); }

  document.addEventListener('DOMContentLoaded', start);
  window.addEventListener('resize', fit);
  /* On paper the tables stand open under their charts. */
  window.addEventListener('beforeprint', function () {
    document.querySelectorAll('[data-behind]').forEach(function (fold) { fold.open = true; });
    fit();
  });
}());
