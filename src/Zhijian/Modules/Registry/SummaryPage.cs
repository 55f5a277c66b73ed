namespace Zhijian.Modules.Registry;

/// <summary>
/// What of an employer's lists is printed, so that the summary stays on its page: rows are taken while there is room, and the
/// rest is told as a number. Widths are those of the template, in twentieths of a point.
/// </summary>
sealed record SummaryPage(IReadOnlyList<string[]> Workplaces, int MoreWorkplaces, IReadOnlyList<string[]> Exposures, int MoreExposures, IReadOnlyList<string[]> Dues)
{
    const int Line = 250, Padding = 60, Character = 180, Margins = 190;
    /// <summary>Of the page, what title, facts of up to twelve lines, heads and notes leave.</summary>
    const int Room = 8000;
    const int RoomForWorkplaces = 2000, RoomForDues = 2400;

    static readonly int[] workplaceWidths = [2600, 4644, 1500, 1000], exposureWidths = [1500, 2100, 1900, 600, 3644], dueWidths = [4044, 1700, 4000];

    public static SummaryPage Of(IReadOnlyList<string[]> workplaces, IReadOnlyList<string[]> exposures, IReadOnlyList<string[]> dues)
    {
        var left = Room;
        var someWorkplaces = Take(workplaces, workplaceWidths, RoomForWorkplaces, ref left);
        var someDues = Take(dues, dueWidths, RoomForDues, ref left);
        var someExposures = Take(exposures, exposureWidths, left, ref left);
        return new(someWorkplaces, workplaces.Count - someWorkplaces.Count, someExposures, exposures.Count - someExposures.Count, someDues);
    }

    static List<string[]> Take(IReadOnlyList<string[]> rows, int[] widths, int most, ref int left)
    {
        var (taken, used) = (new List<string[]>(), 0);
        foreach (var row in rows)
        {
            var height = Padding + (Line * row.Select((text, i) => Lines(text, widths[i])).Max());
            if (used + height > most) break;
            taken.Add(row);
            used += height;
        }
        left -= used;
        return taken;
    }

    /// <summary>Chinese characters fill the size of the font, others half of it; a word that does not fit takes its line with it.</summary>
    static int Lines(string text, int width)
    {
        var fit = (width - Margins) * 2 / Character;
        var length = text.Sum(c => c < 0x2000 ? 1.15 : 2);
        return Math.Max(1, (int)Math.Ceiling(length / (fit - (length > fit ? 2 : 0))));
    }
}
