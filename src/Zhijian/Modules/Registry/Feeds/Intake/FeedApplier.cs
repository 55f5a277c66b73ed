using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry.Feeds.Intake;

/// <summary>
/// Writes what a record says into a file on record: only where its source is believed before that of the present value, with
/// lineage, former name, time line, and the word to other modules (a change of name, legal representative or workplace begins
/// the 15 days of order 48 Art 8).
/// </summary>
sealed class FeedApplier(ZhijianDb db, EmployerMaker maker)
{
    static readonly string[] Searched = [nameof(Employer.Name), nameof(Employer.CreditCode), nameof(Employer.RegistrationNumber)];

    /// <returns>What changed, for people; null when nothing did.</returns>
    public string? Apply(Change change, FeedTargets files, Guid id, FeedRow row, FeedPlan plan, FeedReading reading, string lineage, string link)
    {
        var (employer, main, today) = (files.Employer(id), files.Main(id), ChinaTime.DateOf(change.At));
        var formerNames = row.FormerNames.Where(n => n != employer.Name && n != row.Name && !files.FormerNames(id).Contains(n)).ToList();
        foreach (var name in formerNames) Remember(id, name, today.AddDays(-1), lineage);
        var differences = FeedFields.Differences(employer, main, row, plan, reading, lineage, files.Sources(id));
        if (differences.Count == 0)
        {
            if (formerNames.Count == 0) return null;
            Refresh(employer, files, formerNames);
            return $"补记曾用名：{string.Join("、", formerNames)}";
        }

        var nameBefore = employer.Name;
        foreach (var difference in differences)
        {
            difference.Field.Set(employer, main, row, plan);
            files.Told(id, difference.Field.Field, lineage);
            db.Add(new FieldChange { EmployerId = id, Field = difference.Field.Field, Before = StoredFacts.Store(difference.Field.Field, difference.Before), After = StoredFacts.Store(difference.Field.Field, difference.After), Source = lineage, By = change.Viewer.Name, At = change.At });
        }
        if (employer.Name != nameBefore)
        {
            Remember(id, nameBefore, today.AddDays(-1), lineage);
            formerNames.Add(nameBefore);
        }
        if (formerNames.Count > 0 || differences.Any(d => Searched.Contains(d.Field.Field))) Refresh(employer, files, formerNames);

        var told = Texts.Cut(string.Join("；", differences.Select(d => $"{d.Field.Title}：{Shown(d, d.Before)} → {Shown(d, d.After)}")), FeedBatchTables.ChangesLength);
        change.Raise(new EmployerHappening(id, today, "registry.feed", Texts.Cut($"{string.Join("、", differences.Select(d => d.Field.Title))}变更（{reading.Source.Title}）", 200), Texts.Cut(told, 500), link));
        change.Raise(new EmployerChanged(id, [.. differences.Select(d => d.Field.Field)], lineage, today));
        return told;
    }

    /// <summary>The hints of a record; the newest of a kind replaces the one before.</summary>
    public void Hint(Dictionary<(Guid, HintKind), FeedHint> known, Employer employer, FeedRow row, FeedReading reading, DateOnly today)
    {
        foreach (var (kind, value) in row.Hints())
        {
            if (known.TryGetValue((employer.Id, kind), out var hint))
            {
                (hint.Value, hint.SeenOn) = (value, today);
                continue;
            }
            known[(employer.Id, kind)] = hint = new()
            {
                EmployerId = employer.Id, SourceKey = reading.Source.Key, Kind = kind, Value = value, SeenOn = today, DivisionCode = employer.DivisionCode, ScopePath = employer.ScopePath,
            };
            db.Add(hint);
        }
    }

    void Remember(Guid id, string name, DateOnly until, string lineage) =>
        db.Add(new FormerName { EmployerId = id, Name = Texts.Cut(name, RegistryTables.NameLength), Until = until, Source = lineage });

    void Refresh(Employer employer, FeedTargets files, IEnumerable<string> more) =>
        employer.SearchText = maker.Search(employer.Name, [employer.CreditCode, employer.RegistrationNumber, .. files.FormerNames(employer.Id), .. more]);

    /// <summary>Items and time line are read by many: a phone stands masked there.</summary>
    static string Shown(FeedDifference difference, object? value) => StoredFacts.Show(difference.Field.Field == nameof(Employer.Phone) && value is string phone ? Mask.Phone(phone) : value);
}
