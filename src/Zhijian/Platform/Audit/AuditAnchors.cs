using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Zhijian.Platform.Audit;

/// <summary>
/// The end of the audit chain, kept in files outside the database: "tip" after every commit (one line, overwritten in
/// place), "anchors.jsonl" every thousand lines and at every stop, for printing and keeping elsewhere. A database that
/// ends before its tip has been cut. On several nodes each has its own files; verify reads all that it is given.
/// </summary>
public sealed class AuditAnchors : IDisposable
{
    const int Every = 1000;
    readonly string folder;
    readonly TimeProvider clock;
    readonly Lock writing = new();
    FileStream? tipFile;
    AuditTip? tip;
    long lastAnchor = -1;

    public AuditAnchors(string folder, TimeProvider clock)
    {
        this.folder = folder;
        this.clock = clock;
    }

    public sealed record AnchorLine(long Seq, string Mac, DateTime At);

    string TipPath => Path.Combine(folder, "tip");
    string AnchorsPath => Path.Combine(folder, "anchors.jsonl");

    public void Note(AuditTip latest)
    {
        lock (writing)
        {
            if (tip is not null && latest.Seq <= tip.Seq) return;
            tip = latest;
            try
            {
                Directory.CreateDirectory(folder);
                tipFile ??= new FileStream(TipPath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
                // Fixed width: a crash in the middle cannot leave a longer old line behind a shorter new one.
                tipFile.Position = 0;
                tipFile.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{latest.Seq,20} {latest.Mac}\n")));
                tipFile.Flush();
                if (lastAnchor < 0) lastAnchor = Anchors().LastOrDefault()?.Seq ?? 0;
                if (latest.Seq - lastAnchor >= Every) AppendAnchor();
            }
            catch (IOException)
            {
                // The change is committed; an anchor that could not be written is made up for by the next one.
                tipFile?.Dispose();
                tipFile = null;
            }
        }
    }

    void AppendAnchor()
    {
        if (tip is null || tip.Seq == lastAnchor) return;
        File.AppendAllText(AnchorsPath, JsonSerializer.Serialize(new AnchorLine(tip.Seq, tip.Mac, clock.GetUtcNow().UtcDateTime)) + "\n");
        lastAnchor = tip.Seq;
    }

    public AuditTip? ReadTip()
    {
        if (!File.Exists(TipPath)) return null;
        using var stream = new FileStream(TipPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var parts = (reader.ReadLine() ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts is [var seq, { Length: 64 } mac] && long.TryParse(seq, CultureInfo.InvariantCulture, out var number) ? new(number, mac) : null;
    }

    public IReadOnlyList<AnchorLine> Anchors() => File.Exists(AnchorsPath)
        ? [.. File.ReadLines(AnchorsPath).Where(l => l.EndsWith('}')).Select(l => JsonSerializer.Deserialize<AnchorLine>(l)!)]
        : [];

    public void Dispose()
    {
        lock (writing)
        {
            if (tip is not null && lastAnchor >= 0) AppendAnchor();
            tipFile?.Dispose();
            tipFile = null;
        }
    }
}
