using System.Text.Json;
using Zhijian.Data;
using Zhijian.Rules.Cases;

namespace Zhijian.Modules.Cases;

/// <summary>A case with its lines (案卷). Every act asks the rules; what they forbid is refused in their words, with the article.</summary>
public sealed class CaseFolder(CaseRecord row, IReadOnlyList<CaseLine> lines)
{
    static readonly Dictionary<string, Type> Acts = typeof(CaseAct).Assembly.GetTypes().Where(t => t.BaseType == typeof(CaseAct)).ToDictionary(t => t.Name);
    readonly List<CaseLine> added = [];
    PenaltyCase? file;

    public CaseRecord Row => row;
    /// <summary>Oldest first.</summary>
    public IEnumerable<CaseLine> Lines => lines.Concat(added);
    /// <summary>Not stored yet.</summary>
    public IReadOnlyList<CaseLine> Added => added;
    /// <summary>As the rules know it.</summary>
    public PenaltyCase File => file ??= PenaltyCase.Replay(Lines.Select(l => (ActOf(l), l.LateSince)));
    /// <summary>The paper whose service is put on record by a step; null: there is none, as in cases of before papers were made here.</summary>
    public Guid? PaperToServe(CaseActKind kind) => kind switch
    {
        CaseActKind.ServeDecision => row.DecisionPaperId,
        CaseActKind.Deliver => Lines.LastOrDefault(l => l.Kind == File.Undelivered)?.PaperId,
        _ => null,
    };

    /// <summary>Somebody acted between the reading of the row and that of its lines.</summary>
    public bool IsTorn => lines.Count != row.Lines - added.Count;

    /// <exception cref="Refusal">The law of the day forbids it.</exception>
    public CaseLine Apply(CaseAct act, CaseLaw law, string by, Guid? byId, DateTime at, string? note)
    {
        var outcome = File.Apply(act, law);
        if (!outcome.Succeeded) throw new Refusal($"{outcome.Refusal}。");
        var step = outcome.Case.History[^1];
        var line = new CaseLine
        {
            CaseId = row.Id, Number = ++row.Lines, On = step.On, At = at, Kind = step.Kind, From = step.From, To = step.To, LateSince = step.LateSince, Act = Write(act), By = by, ById = byId,
            Note = note is null ? null : Texts.Cut(note, CaseTables.Text),
        };
        added.Add(line);
        file = outcome.Case;
        row.Take(file, law);
        return line;
    }

    static string Write(CaseAct act) => $"{act.GetType().Name} {JsonSerializer.Serialize(act, act.GetType(), Json)}";

    public static CaseAct ActOf(CaseLine line)
    {
        var at = line.Act.IndexOf(' ', StringComparison.Ordinal);
        return (CaseAct)JsonSerializer.Deserialize(line.Act.AsSpan(at + 1), Acts[line.Act[..at]], Json)!;
    }

    static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault };
}
