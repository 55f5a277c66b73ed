// Charts and maps, drawn from the figures that stand beside them as JSON and as a table.
import * as echarts from '../lib/echarts/echarts.esm.min.js';

const css = getComputedStyle(document.documentElement);
const colour = name => css.getPropertyValue(`--z-${name}`).trim();
const palette = ['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5', 'chart-6'].map(colour);
const text = { fontFamily: css.getPropertyValue('--z-font'), color: colour('ink'), fontSize: 13 };
// Tooltips are drawn on the canvas: HTML ones would need inline styles, which the content policy refuses.
const tooltip = { renderMode: 'richText', confine: true, textStyle: text };
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const base = { color: palette, textStyle: text, animation: !calm, tooltip };

const legendRow = 20;
// On a phone the legend takes several rows, and the picture begins below the last of them.
const legendRows = (series, width) => Math.ceil(series.reduce((sum, { name }) => sum + 34 + name.length * text.fontSize, 0) / Math.max(width, 1));

function chart({ kind, unit, categories, series }, width) {
  if (kind === 'Pie')
    return {
      ...base,
      legend: { bottom: 0, textStyle: text },
      series: [{ type: 'pie', radius: ['45%', '70%'], center: ['50%', '44%'], label: { ...text, formatter: '{b}\n{c} {d}%' }, data: categories.map((name, i) => ({ name, value: series[0].values[i] })) }],
    };

  const names = { type: 'category', data: categories, axisTick: { show: false }, axisLine: { lineStyle: { color: colour('line-strong') } }, axisLabel: text };
  const values = { type: 'value', axisLabel: text, splitLine: { lineStyle: { color: colour('line') } } };
  const across = kind === 'HorizontalBar';
  return {
    ...base,
    tooltip: { ...tooltip, trigger: 'axis', axisPointer: { type: kind === 'Line' ? 'line' : 'shadow' }, valueFormatter: value => `${value ?? '—'} ${unit}` },
    legend: series.length > 1 ? { top: 0, left: 0, itemHeight: 10, itemWidth: 14, textStyle: text } : undefined,
    grid: { left: 4, right: across ? 32 : 8, top: series.length > 1 ? 16 + legendRow * legendRows(series, width) : 12, bottom: 4, containLabel: true },
    // Bars without a name say nothing: many names stand aslant instead of leaving some out.
    xAxis: across ? values : kind === 'Line' || categories.length <= 6 ? names : { ...names, axisLabel: { ...text, interval: 0, rotate: 40, width: 110, overflow: 'truncate' } },
    yAxis: across ? { ...names, inverse: true } : values,
    series: series.map(({ name, values: data, tone }) => ({
      name,
      data,
      type: kind === 'Line' ? 'line' : 'bar',
      stack: kind === 'StackedBar' ? 'all' : undefined,
      itemStyle: tone ? { color: colour(`chart-${tone.toLowerCase()}`) } : undefined,
      barMaxWidth: 28,
      symbolSize: 7,
      label: across ? { show: true, position: 'right', ...text } : undefined,
    })),
  };
}

async function map({ title, unit, values, geo }) {
  const answer = await fetch(geo);
  if (!answer.ok) throw new Error(answer.statusText);
  echarts.registerMap(geo, await answer.json());
  const figures = values.map(item => item.value);
  return {
    ...base,
    tooltip: { ...tooltip, formatter: ({ name, value }) => `${name}  ${Number.isNaN(value) ? '—' : value} ${unit}` },
    visualMap: { min: Math.min(0, ...figures), max: Math.max(1, ...figures), orient: 'horizontal', left: 'center', bottom: 0, itemWidth: 12, itemHeight: 120, text: [String(Math.max(1, ...figures)), String(Math.min(0, ...figures))], calculable: false, inRange: { color: [colour('map-low'), colour('map-high')] }, textStyle: text },
    series: [{
      type: 'map',
      map: geo,
      name: title,
      left: 0,
      right: 0,
      top: 4,
      bottom: 32,
      preserveAspect: true,
      labelLayout: { hideOverlap: true },
      data: values.map(({ name, value, path }) => ({ name, value, path })),
      label: { show: true, ...text, fontSize: 11, textBorderColor: '#fff', textBorderWidth: 2 },
      itemStyle: { areaColor: colour('map-none'), borderColor: '#fff', borderWidth: 1 },
      emphasis: { label: text, itemStyle: { areaColor: colour('chart-2') } },
      select: { disabled: true },
    }],
  };
}

export function enhance(root) {
  for (const figure of root.querySelectorAll('[data-figure]:not([data-ready])')) {
    figure.dataset.ready = '';
    draw(figure).catch(() => {
      figure.querySelector('.z-figure-canvas').remove();
      figure.querySelector('details').open = true;
    });
  }
}

async function draw(figure) {
  const canvas = figure.querySelector('.z-figure-canvas');
  const figures = JSON.parse(figure.querySelector('script').textContent);
  const option = await { chart, map }[figure.dataset.figure](figures, canvas.clientWidth);
  const picture = echarts.init(canvas);
  picture.setOption(option);
  picture.on('click', ({ data }) => data?.path && location.assign(data.path));
  new ResizeObserver(() => picture.resize()).observe(canvas);
}
