using Zhijian.Rules.Text;

namespace Zhijian.Platform.Judging;

/// <summary>The columns that judging reads.</summary>
enum ResultColumn
{
    RowId, Factor, SampledOn, Index, Value,
    Unit, Fraction, FreeSilicaPct, HoursPerDay, DaysPerWeek, WorkIntensity, ExposureRatePct, ImpulsesPerDay, BelowLod,
}

/// <summary>Where each column stands in a file, whatever their order.</summary>
sealed class ResultSheet
{
    static readonly string[] Names =
    [
        "row_id", "factor", "sampled_on", "index", "value",
        "unit", "fraction", "free_silica_pct", "hours_per_day", "days_per_week", "work_intensity", "exposure_rate_pct", "impulses_per_day", "below_lod",
    ];

    public static readonly string[] Added = ["standard", "limit", "limit_unit", "ratio", "band", "verdict", "clause", "message"];

    readonly int[] places;

    public ResultSheet(string[] header)
    {
        var names = header.Select(h => Width.Clean(h).ToLowerInvariant()).ToArray();
        places = [.. Names.Select(name => Array.IndexOf(names, name))];
        var missing = Names.Take((int)ResultColumn.Value + 1).Where((_, at) => places[at] < 0).ToList();
        if (missing.Count > 0) throw new UnreadableResultsException($"表头缺少列 · columns missing in the header: {string.Join(", ", missing)}");
        var twice = Names.FirstOrDefault(name => names.Count(n => n == name) > 1);
        if (twice is not null) throw new UnreadableResultsException($"表头有重复的列 · column given twice: {twice}");
        Header = header;
        // A file that was judged before is judged anew: its old answers are not carried along.
        Kept = [.. Enumerable.Range(0, header.Length).Where(at => !Added.Contains(names[at]))];
    }

    /// <summary>All columns in the order of <see cref="ResultColumn"/>, for rows that come from elsewhere than a file.</summary>
    public static ResultSheet Whole { get; } = new(Names);

    public string[] Header { get; }
    public int[] Kept { get; }

    public static string NameOf(ResultColumn column) => Names[(int)column];

    public string Cell(string[] cells, ResultColumn column)
    {
        var at = places[(int)column];
        return at >= 0 && at < cells.Length ? cells[at] : "";
    }
}
