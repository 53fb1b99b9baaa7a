<?php

use App\Models\Project;
use App\Models\User;
use App\Models\Workspace;
use Illuminate\Support\Facades\Broadcast;

// private-workspace.{id}: everything that happens in a workspace.
Broadcast::channel('workspace.{workspace}', function (User $user, Workspace $workspace): bool {
    return $workspace->members()->whereKey($user->getKey())->exists();
});

// private-project.{id} and presence-project.{id}: who is let in is told to the others.
Broadcast::channel('project.{project}', function (User $user, Project $project): array|false {
    return $project->members()->whereKey($user->getKey())->exists()
        ? ['id' => $user->getKey(), 'name' => $user->name]
        : false;
});

// private-App.Models.User.{id}: Laravel's own notifications.
Broadcast::channel('App.Models.User.{id}', function (User $user, int $id): bool {
    return $user->getKey() === $id;
});
