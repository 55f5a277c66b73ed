using System.Text;

namespace Zhijian.Rules.Tests;

/// <summary>The real tables of reference/, so that the tests judge the data that is shipped.</summary>
internal static class ReferenceData
{
    public static string Folder { get; } = Path.Combine(Root(), "reference");

    /// <summary>Each row by the names of its columns.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file)
    {
        var lines = Records(File.ReadAllText(Path.Combine(Folder, file))).ToArray();
        var head = lines[0];
        return [.. lines.Skip(1).Select(line =>
        {
            Assert.Equal(head.Count, line.Count);
            return head.Zip(line).ToDictionary(cell => cell.First, cell => cell.Second);
        })];
    }

    private static IEnumerable<List<string>> Records(string text)
    {
        var record = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
            else if (c == '"') quoted = !quoted;
            else if (!quoted && (c is ',' or '\n'))
            {
                record.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == ',') continue;
                yield return record;
                record = [];
            }
            else field.Append(c);
        }
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Zhijian.slnx"))) return folder.FullName;
        }
        throw new InvalidOperationException("Zhijian.slnx not found above the test binaries.");
    }
}
