using Zhijian.Rules.Service;

namespace Zhijian.Platform.Documents;

/// <summary>A paper has been served; whatever depends on the day is changed with it or refuses it.</summary>
public sealed record PaperServed(Guid PaperId, string PaperKind, string Number, string SubjectKind, string SubjectId, DateOnly On, ServiceMethod Method);
