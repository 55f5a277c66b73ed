namespace Zhijian.Platform.Judging;

/// <summary>
/// Hands well-formed records to the CSV parser as one text. A record of bad form is replaced by an empty line, so that the
/// parser stays in step; <see cref="Next"/> tells what stands behind each of its rows.
/// </summary>
sealed class RecordFeed(ResultRecords records) : TextReader
{
    readonly Queue<(int Line, string Text, string? Bad)> behind = new();
    string text = "";
    int taken;

    /// <summary>Line, text and fault of the row that the parser gives next.</summary>
    public (int Line, string Text, string? Bad) Next() => behind.Dequeue();

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (taken == text.Length)
        {
            if (!records.TryRead(out var line, out var record, out var bad)) return 0;
            behind.Enqueue((line, bad is null ? "" : record, bad));
            (text, taken) = ((bad is null ? record : "") + "\n", 0);
        }
        var length = Math.Min(buffer.Length, text.Length - taken);
        text.AsSpan(taken, length).CopyTo(buffer);
        taken += length;
        return length;
    }
}
