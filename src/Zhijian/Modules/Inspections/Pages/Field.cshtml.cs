using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Inspections.Pages;

/// <summary>The frame of the field page; its scripts live in wwwroot/field and speak to <see cref="Field.FieldApi"/>.</summary>
[Requires(InspectionsModule.Visit)]
public sealed class FieldModel : PageModel;
